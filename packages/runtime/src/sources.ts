import {
  AsteriskWebSocketSource,
  AudioSocketServer,
  type AudioSocketServerOptions,
  type DialRequest,
  MediaStreamsSource,
} from '@tricord/capture';
import { type IdSource, type Session, TricordError } from '@tricord/core';
import type { LoginGuard, Upgrade } from '@tricord/http-kit';
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

/** All configured audio sources. */
export class Sources {
  /** Their WebSocket endpoints. */
  readonly upgrades: readonly Upgrade[];
  readonly #config: Config;
  readonly #deps: Deps;
  readonly #webSockets: readonly (MediaStreamsSource | AsteriskWebSocketSource)[];
  readonly #dialers: readonly Dialer[];
  readonly #audioSockets: AudioSocketServer[] = [];

  constructor(config: Config, deps: Deps) {
    const { accounts, sources } = config;
    const accountOf = (account: string | undefined) => sourceAccountOf(accounts, account).id;
    this.#config = config;
    this.#deps = deps;
    this.#dialers = sources.asteriskWebsocket.map((settings) => {
      const accountId = accountOf(settings.account);
      return { accountId, source: makeAsteriskWebSocket(settings, accountId, deps) };
    });
    this.#webSockets = [
      ...sources.mediaStreams.map((settings) =>
        makeMediaStreams(settings, config.http, accountOf(settings.account), deps),
      ),
      ...this.#dialers.map(({ source }) => source),
    ];
    this.upgrades = this.#webSockets.map(({ handshakes }) => handshakes);
  }

  /**
   * Starts listening on the ports for audio.
   * @throws StartError: one line that says which address cannot be listened on, and why.
   */
  async listen(): Promise<void> {
    const { accounts, sources } = this.#config;
    for (const [index, settings] of sources.audiosocket.entries()) {
      const accountId = sourceAccountOf(accounts, settings.account).id;
      try {
        this.#audioSockets.push(await openAudioSocket(settings, accountId, this.#deps));
      } catch (error) {
        const { host, port } = settings;
        const setting = `sources.audiosocket[${index}]`;
        throw cannotListen({ what: 'AudioSocket', host, port, setting }, error);
      }
    }
  }

  /** In configuration order; empty before {@link listen}. */
  get audioSocketPorts(): readonly number[] {
    return this.#audioSockets.map(({ port }) => port);
  }

  /**
   * Connects to a PBX for a call of that account.
   * @throws TricordError `forbidden` when nothing may be dialed for that account; as
   *   {@link AsteriskWebSocketSource.dial}.
   */
  async dial(accountId: string, request: DialRequest): Promise<Session> {
    const own = this.#dialers.filter((dialer) => dialer.accountId === accountId);
    const { source } = own.find((dialer) => dialer.source.mayDial(request.url)) ?? own[0] ?? {};
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
    for (const source of this.#all()) source.stopAccepting();
    this.#deps.intake.stopWaiting();
  }

  /** Ends every call and waits until its session is over. Idempotent. */
  async close(): Promise<void> {
    await Promise.all(this.#all().map((source) => source.close()));
  }

  #all() {
    return [...this.#audioSockets, ...this.#webSockets];
  }
}

/** A source that can connect to a PBX for an account. */
interface Dialer {
  readonly accountId: string;
  readonly source: AsteriskWebSocketSource;
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
