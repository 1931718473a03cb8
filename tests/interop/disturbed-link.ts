import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import {
  encodeFrame,
  FRAME_KIND,
  FrameReader,
  sampleRateOf,
  uuidFromBytes,
} from '@tricord/capture/audiosocket';
import type { Clock, Timer } from '@tricord/core';

/** A network problem, at a time relative to the call's first audio. */
export interface Disturbance {
  /** `stall`: audio is held back and then delivered at once. `outage`: audio is lost. */
  readonly kind: 'stall' | 'outage';
  readonly atMs: number;
  readonly lengthMs: number;
}

/** A proxy between Asterisk and the gateway's AudioSocket that delays or drops audio. */
export class DisturbedLink {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  readonly #calls = new Map<string, DisturbedCall>();

  private constructor(gatewayPort: number, clock: Clock) {
    this.#server = createServer((asterisk) => {
      const gateway = connect(gatewayPort, '127.0.0.1');
      const connection = new DisturbedConnection(gateway, clock, this.#calls);
      asterisk.on('data', (chunk: Buffer) => connection.take(chunk));
      asterisk.on('close', () => connection.end());
      gateway.pipe(asterisk);
      for (const socket of [asterisk, gateway]) {
        socket.setNoDelay(true);
        this.#sockets.add(socket);
        socket.on('error', () => socket.destroy());
        socket.on('close', () => this.#sockets.delete(socket));
      }
    });
  }

  /** Listens on a free port on loopback. */
  static async open(gatewayPort: number, clock: Clock): Promise<DisturbedLink> {
    const link = new DisturbedLink(gatewayPort, clock);
    link.#server.listen(0, '127.0.0.1');
    await once(link.#server, 'listening');
    return link;
  }

  /** The `host:port` that Asterisk connects to. */
  get address(): string {
    const address = this.#server.address();
    return `127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
  }

  /** Plans disturbances for a call; the result counts its frames. */
  disturb(uuid: string, disturbances: readonly Disturbance[]): DisturbedCall {
    const call = new DisturbedCall(disturbances);
    this.#calls.set(uuid, call);
    return call;
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
    await once(this.#server, 'close');
  }
}

/** Frame counts of one call. */
export class DisturbedCall {
  readonly disturbances: readonly Disturbance[];
  delivered = 0;
  lost = 0;

  constructor(disturbances: readonly Disturbance[]) {
    this.disturbances = disturbances;
  }
}

/** One connection from Asterisk to the gateway. */
class DisturbedConnection {
  readonly #gateway: Socket;
  readonly #clock: Clock;
  readonly #calls: ReadonlyMap<string, DisturbedCall>;
  #call = new DisturbedCall([]);
  #firstMs: number | undefined;
  readonly #reader = new FrameReader((kind, payload) => this.#frame(kind, payload));
  #held: Buffer[] = [];
  #stall: Timer | undefined;

  constructor(gateway: Socket, clock: Clock, calls: ReadonlyMap<string, DisturbedCall>) {
    this.#gateway = gateway;
    this.#clock = clock;
    this.#calls = calls;
  }

  take(chunk: Buffer): void {
    this.#reader.push(chunk);
  }

  /** Ends the connection after sending what is held back. */
  end(): void {
    this.#release();
    this.#gateway.end();
  }

  #frame(kind: number, payload: Buffer): void {
    if (kind === FRAME_KIND.uuid) {
      this.#call = this.#calls.get(uuidFromBytes(payload)) ?? this.#call;
    }
    const frame = encodeFrame(kind, payload);
    if (sampleRateOf(kind) === undefined) this.#send(frame);
    else this.#audio(frame);
  }

  #audio(frame: Buffer): void {
    const now = this.#clock.monotonicMs();
    this.#firstMs ??= now;
    const since = now - this.#firstMs;
    const disturbance = this.#call.disturbances.find(
      ({ atMs, lengthMs }) => since >= atMs && since < atMs + lengthMs,
    );
    if (disturbance?.kind === 'outage') {
      this.#call.lost += 1;
      return;
    }
    this.#call.delivered += 1;
    if (disturbance !== undefined) {
      const leftMs = disturbance.atMs + disturbance.lengthMs - since;
      this.#stall ??= this.#clock.after(leftMs, () => this.#release());
    }
    this.#send(frame);
  }

  #send(frame: Buffer): void {
    if (this.#stall === undefined) this.#gateway.write(frame);
    else this.#held.push(frame);
  }

  #release(): void {
    this.#stall?.cancel();
    this.#stall = undefined;
    if (this.#held.length > 0) this.#gateway.write(Buffer.concat(this.#held.splice(0)));
  }
}
