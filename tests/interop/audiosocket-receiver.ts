import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { pcm16FromBytes } from '@tricord/audio';
import {
  encodeFrame,
  FRAME_KIND,
  FrameReader,
  sampleRateOf,
  uuidFromBytes,
} from '@tricord/capture/audiosocket';

/** A call received over AudioSocket. */
export interface ReceivedCall {
  /** Empty until the UUID frame arrives. */
  uuid: string;
  sampleRateHz: number;
  readonly samples: number[];
}

const PTIME_MS = 20;
const SILENCE = encodeFrame(FRAME_KIND.audio8k, Buffer.alloc(320));

/** Receives AudioSocket calls without a gateway, and sends silence, which Asterisk's application requires. */
export class AudioSocketReceiver {
  readonly calls: ReceivedCall[] = [];
  readonly #server: Server;

  private constructor() {
    this.#server = createServer((socket) => this.#receive(socket));
  }

  /** Listens on a free port on loopback. */
  static async open(): Promise<AudioSocketReceiver> {
    const receiver = new AudioSocketReceiver();
    receiver.#server.listen(0, '127.0.0.1');
    await once(receiver.#server, 'listening');
    return receiver;
  }

  /** `host:port` */
  get address(): string {
    return `127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** The call with that UUID, if it has arrived. */
  call(uuid: string): ReceivedCall | undefined {
    return this.calls.find((call) => call.uuid === uuid);
  }

  close(): void {
    this.#server.close();
  }

  #receive(socket: Socket): void {
    const call: ReceivedCall = { uuid: '', sampleRateHz: 0, samples: [] };
    this.calls.push(call);
    const reader = new FrameReader((kind, payload) => {
      if (kind === FRAME_KIND.uuid) call.uuid = uuidFromBytes(payload);
      const sampleRateHz = sampleRateOf(kind);
      if (sampleRateHz === undefined) return;
      call.sampleRateHz = sampleRateHz;
      call.samples.push(...pcm16FromBytes(payload));
    });
    const talking = setInterval(() => socket.write(SILENCE), PTIME_MS);
    socket.on('data', (chunk: Buffer) => reader.push(chunk));
    socket.on('error', () => socket.destroy());
    socket.on('close', () => clearInterval(talking));
  }
}
