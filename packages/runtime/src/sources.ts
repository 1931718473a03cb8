import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import {
  AsteriskWebSocketSource,
  AudioSocketServer,
  type AudioSocketServerOptions,
  type DialRequest,
  MediaStreamsSource,
} from '@tricord/capture';
import { type IdSource, type Session, TricordError } from '@tricord/core';
import type { Config } from './config/schema.ts';
import { sourceAccountOf } from './config/source-account.ts';
import { basicOrTokenAccess, bearerAccess } from './source-access.ts';
import { cannotListen } from './start-error.ts';

type Deps = Pick<AudioSocketServerOptions, 'intake' | 'clock' | 'logger' | 'metrics'> & {
  readonly ids: IdSource;
};

/** All ways in for audio that the configuration names. */
export class Sources {
  readonly #config: Config;
  readonly #deps: Deps;
  readonly #mediaStreams: MediaStreamsSource | undefined;
  readonly #asteriskWebSocket: AsteriskWebSocketSource | undefined;
  #audioSocket: AudioSocketServer | undefined;

  constructor(config: Config, deps: Deps) {
    this.#config = config;
    this.#deps = deps;
    this.#mediaStreams = makeMediaStreams(config, deps);
    this.#asteriskWebSocket = makeAsteriskWebSocket(config, deps);
  }

  /**
   * Takes calls from now on, on the ports that are for audio alone.
   * @throws StartError: one line that says what cannot be listened on, and why.
   */
  async listen(): Promise<void> {
    this.#audioSocket = await openAudioSocket(this.#config, this.#deps);
  }

  /** Undefined without that source, and before it listens. */
  get audioSocketPort(): number | undefined {
    return this.#audioSocket?.port;
  }

  /** For a server's `upgrade`: whether the request was for a source, which has the socket then. */
  upgrade(req: IncomingMessage, socket: Duplex, head: Buffer): boolean {
    const sources = [this.#mediaStreams, this.#asteriskWebSocket];
    return sources.some((source) => source?.upgrade(req, socket, head));
  }

  /**
   * Fetches a call of that account from a PBX.
   * @throws TricordError `forbidden` when nothing may be dialled for that account; as
   *   {@link AsteriskWebSocketSource.dial}.
   */
  async dial(accountId: string, request: DialRequest): Promise<Session> {
    const { accounts, sources } = this.#config;
    const { asteriskWebsocket } = sources;
    const owner = asteriskWebsocket && sourceAccountOf(accounts, asteriskWebsocket.account).id;
    if (this.#asteriskWebSocket === undefined || accountId !== owner) {
      throw new TricordError('forbidden', 'No calls are fetched for this account');
    }
    return this.#asteriskWebSocket.dial(request);
  }

  /** Takes no new calls; the ones that are live go on, but wait for nobody to come back. Idempotent. */
  stopAccepting(): void {
    for (const source of this.#all()) source.stopAccepting();
    this.#deps.intake.stopWaiting();
  }

  /** Ends every call and waits until its session is over. Idempotent. */
  async close(): Promise<void> {
    await Promise.all(this.#all().map((source) => source.close()));
  }

  #all() {
    const all = [this.#audioSocket, this.#mediaStreams, this.#asteriskWebSocket];
    return all.filter((source) => source !== undefined);
  }
}

async function openAudioSocket(
  { accounts, sources: { audiosocket } }: Config,
  deps: Deps,
): Promise<AudioSocketServer | undefined> {
  if (audiosocket === undefined) return undefined;
  const { host, port, unknownSessions } = audiosocket;
  try {
    return await AudioSocketServer.open({
      ...deps,
      host,
      port,
      accountId: sourceAccountOf(accounts, audiosocket.account).id,
      acceptUnknown: unknownSessions === 'accept',
    });
  } catch (error) {
    throw cannotListen('AudioSocket', host, port, error);
  }
}

function makeMediaStreams(
  { accounts, sources: { mediaStreams } }: Config,
  deps: Deps,
): MediaStreamsSource | undefined {
  if (mediaStreams === undefined) return undefined;
  const { path, account, token, l16Endian } = mediaStreams;
  return new MediaStreamsSource({
    ...deps,
    path,
    l16Endian,
    accountId: sourceAccountOf(accounts, account).id,
    authorize: token === undefined ? undefined : bearerAccess(token),
  });
}

function makeAsteriskWebSocket(
  { accounts, sources: { asteriskWebsocket } }: Config,
  deps: Deps,
): AsteriskWebSocketSource | undefined {
  if (asteriskWebsocket === undefined) return undefined;
  const { path, account, dialHosts, unknownSessions } = asteriskWebsocket;
  return new AsteriskWebSocketSource({
    ...deps,
    path,
    dialHosts,
    accountId: sourceAccountOf(accounts, account).id,
    acceptUnknown: unknownSessions === 'accept',
    authorize: basicOrTokenAccess(asteriskWebsocket),
  });
}
