import {
  AsteriskWebSocketSource,
  AudioSocketServer,
  type AudioSocketServerOptions,
  type DialRequest,
  type Handshakes,
  MediaStreamsSource,
} from '@tricord/capture';
import { type IdSource, type Session, TricordError } from '@tricord/core';
import { type LoginGuard, pathOf, type Upgrade } from '@tricord/http-kit';
import type { Config } from './config/config-form.ts';
import { sourceAccountOf } from './config/source-account.ts';
import { signatureAccess } from './signature-access.ts';
import { anyAccess, basicOrTokenAccess, bearerAccess, tokenCheck } from './source-access.ts';
import { cannotListen } from './start-error.ts';

type Deps = Pick<AudioSocketServerOptions, 'intake' | 'clock' | 'logger' | 'metrics'> & {
  readonly ids: IdSource;
  /** Throttles wrong logins; default: each source for itself. */
  readonly logins?: LoginGuard;
};

/** All configured audio sources. They follow the configuration while calls go on: see {@link Sources.prepare}. */
export class Sources {
  /** Their WebSocket endpoints. */
  readonly upgrades: readonly Upgrade[];
  #config: Config;
  readonly #deps: Deps;
  #webSockets: readonly WebSocketEntry[];
  #audioSockets: readonly AudioSocketEntry[] = [];
  /** No longer configured: they accept no calls, and are closed once their own are over. */
  readonly #retired = new Set<Source>();
  #accepting = true;

  constructor(config: Config, deps: Deps) {
    this.#config = config;
    this.#deps = deps;
    this.#webSockets = webSocketEntries(config, [], deps);
    this.upgrades = [
      {
        matches: (path) => this.#at(path) !== undefined,
        handle: async (req, socket, head, address) =>
          this.#at(pathOf(req.url ?? ''))?.handle(req, socket, head, address),
      },
    ];
  }

  /**
   * Starts listening on the ports for audio.
   * @throws StartError: one line that says which address cannot be listened on, and why.
   */
  async listen(): Promise<void> {
    this.#audioSockets = await openAudioSockets(this.#config, [], this.#deps);
  }

  /**
   * Opens what another configuration has in addition. The returned function makes the change, at once: sources that are
   * no longer configured refuse new calls, and changed ones treat new calls as configured. Live calls go on.
   * @throws StartError as {@link listen}; then nothing has changed.
   */
  async prepare(config: Config): Promise<() => void> {
    const audioSockets = await openAudioSockets(config, this.#audioSockets, this.#deps);
    return () => {
      const before = this.#all();
      this.#config = config;
      this.#webSockets = webSocketEntries(config, this.#webSockets, this.#deps);
      this.#audioSockets = audioSockets;
      for (const { server, accountId, settings } of audioSockets) {
        server.acceptFor(accountId, settings.unknownSessions === 'accept');
      }
      const after = new Set(this.#all());
      for (const source of before) if (!after.has(source)) this.#retire(source);
      if (!this.#accepting) this.stopAccepting();
    };
  }

  /** In configuration order; empty before {@link listen}. */
  get audioSocketPorts(): readonly number[] {
    return this.#audioSockets.map(({ server }) => server.port);
  }

  /**
   * Connects to a PBX for a call of that account.
   * @throws TricordError `forbidden` when nothing may be dialed for that account; as
   *   {@link AsteriskWebSocketSource.dial}.
   */
  async dial(accountId: string, request: DialRequest): Promise<Session> {
    const own = this.#webSockets.flatMap(({ source, accountId: owner }) =>
      source instanceof AsteriskWebSocketSource && owner === accountId ? [source] : [],
    );
    const source = own.find((each) => each.mayDial(request.url)) ?? own[0];
    if (source === undefined) {
      throw new TricordError(
        'forbidden',
        'Outbound connections are not configured for this account',
      );
    }
    return source.dial(request);
  }

  /** Refuses new calls; live calls continue, but no longer wait for peers to reconnect. Idempotent. */
  stopAccepting(): void {
    this.#accepting = false;
    for (const source of this.#all()) source.stopAccepting();
    this.#deps.intake.stopWaiting();
  }

  /** Ends every call and waits until its session is over. Idempotent. */
  async close(): Promise<void> {
    await Promise.all([...this.#all(), ...this.#retired].map((source) => source.close()));
  }

  #at(path: string): Handshakes | undefined {
    return this.#webSockets.map(({ source }) => source.handshakes).find((at) => at.matches(path));
  }

  #all(): readonly Source[] {
    return [
      ...this.#audioSockets.map(({ server }) => server),
      ...this.#webSockets.map(({ source }) => source),
    ];
  }

  #retire(source: Source): void {
    this.#retired.add(source);
    void source.retire().then(() => this.#retired.delete(source));
  }
}

type WebSocketSource = MediaStreamsSource | AsteriskWebSocketSource;
type Source = AudioSocketServer | WebSocketSource;

/** A source that takes WebSockets, and what it was made of. */
interface WebSocketEntry {
  readonly source: WebSocketSource;
  readonly accountId: string;
  readonly madeOf: string;
}

/** The sources of a configuration; those that are as before stay. */
function webSocketEntries(
  { accounts, sources, http }: Config,
  before: readonly WebSocketEntry[],
  deps: Deps,
): readonly WebSocketEntry[] {
  const entry = <Kind extends 'mediaStreams' | 'asteriskWebsocket'>(
    kind: Kind,
    settings: Settings<Kind>,
    make: (accountId: string) => WebSocketSource,
  ): WebSocketEntry => {
    const { id: accountId } = sourceAccountOf(accounts, settings.account);
    const madeOf = JSON.stringify([kind, accountId, settings]);
    const kept = before.find((one) => one.madeOf === madeOf);
    return kept ?? { source: make(accountId), accountId, madeOf };
  };
  return [
    ...sources.mediaStreams.map((settings) =>
      entry('mediaStreams', settings, (id) => makeMediaStreams(settings, http, id, deps)),
    ),
    ...sources.asteriskWebsocket.map((settings) =>
      entry('asteriskWebsocket', settings, (id) => makeAsteriskWebSocket(settings, id, deps)),
    ),
  ];
}

/** An AudioSocket listener, and what is configured for it now. */
interface AudioSocketEntry {
  readonly server: AudioSocketServer;
  /** Where it listens; a listener on any free port is known by its place in the list. */
  readonly at: string;
  readonly accountId: string;
  readonly settings: Settings<'audiosocket'>;
}

/**
 * The listeners of a configuration; those of addresses that are listened on already stay.
 * @throws StartError when one cannot be opened; the others that were opened now are closed.
 */
async function openAudioSockets(
  { accounts, sources }: Config,
  before: readonly AudioSocketEntry[],
  deps: Deps,
): Promise<readonly AudioSocketEntry[]> {
  const opened: AudioSocketServer[] = [];
  const entries: AudioSocketEntry[] = [];
  for (const [index, settings] of sources.audiosocket.entries()) {
    const { host, port } = settings;
    const at = JSON.stringify([host, port, port === 0 ? index : undefined]);
    const { id: accountId } = sourceAccountOf(accounts, settings.account);
    const kept = before.find((one) => one.at === at)?.server;
    try {
      const server = kept ?? (await openAudioSocket(settings, accountId, deps));
      if (kept === undefined) opened.push(server);
      entries.push({ server, at, accountId, settings });
    } catch (error) {
      await Promise.all(opened.map((server) => server.close()));
      const setting = `sources.audiosocket[${index}]`;
      throw cannotListen({ what: 'AudioSocket', host, port, setting }, error);
    }
  }
  return entries;
}

type Settings<Kind extends keyof Config['sources']> = Config['sources'][Kind][number];

function openAudioSocket(
  { host, port, unknownSessions }: Settings<'audiosocket'>,
  accountId: string,
  deps: Deps,
): Promise<AudioSocketServer> {
  return AudioSocketServer.open({
    ...deps,
    host,
    port,
    accountId,
    acceptUnknown: unknownSessions === 'accept',
  });
}

function makeMediaStreams(
  { path, token, signingKey, l16Endian }: Settings<'mediaStreams'>,
  { publicUrl, trustedProxies }: Config['http'],
  accountId: string,
  deps: Deps,
): MediaStreamsSource {
  const isToken = token === undefined ? undefined : tokenCheck(token, deps.logins);
  const checks = [
    ...(signingKey === undefined
      ? []
      : [signatureAccess({ signingKey, publicUrl, trustedProxies })]),
    ...(isToken === undefined ? [] : [bearerAccess(isToken)]),
  ];
  return new MediaStreamsSource({
    ...deps,
    path,
    l16Endian,
    accountId,
    authorize: checks.length === 0 ? undefined : anyAccess(checks),
    authorizeToken: isToken,
  });
}

function makeAsteriskWebSocket(
  settings: Settings<'asteriskWebsocket'>,
  accountId: string,
  deps: Deps,
): AsteriskWebSocketSource {
  const { path, dialHosts, unknownSessions } = settings;
  return new AsteriskWebSocketSource({
    ...deps,
    path,
    dialHosts,
    accountId,
    acceptUnknown: unknownSessions === 'accept',
    authorize: basicOrTokenAccess(settings, deps.logins),
  });
}
