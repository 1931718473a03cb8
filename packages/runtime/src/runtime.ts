import type { DialRequest } from '@tricord/capture';
import type { CoreDeps, DeliveryKind, LineHints, Session } from '@tricord/core';
import type { HealthDeps, Upgrade } from '@tricord/http-kit';
import { WEBHOOK_KIND, type WebhookEndpoint } from '@tricord/webhooks';
import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import { type Assembly, assemble } from './assemble.ts';
import { CloseStack } from './close-stack.ts';
import type { AccountConfig, Config } from './config/config-form.ts';
import { publicUrl } from './public-url.ts';
import { systemIdOf } from './system-id.ts';
import { webhookEndpoints } from './webhook-endpoints.ts';

/** What /readyz asks, by name. */
export type Checks = HealthDeps['checks'];

/** Everything behind the APIs: stores, recorder and sources, as the configuration says. */
export class Runtime<Account extends AccountConfig = AccountConfig> {
  /** What use cases work with. */
  readonly core: CoreDeps;
  /** What /metrics shows. */
  readonly registry: Registry;
  readonly checks: Checks;
  readonly logger: Logger;
  readonly accounts: readonly Account[];
  /** Which installation this is. */
  readonly systemId: string;
  /** Whom the configuration wants told of all recordings. */
  readonly webhookEndpoints: readonly WebhookEndpoint[];
  readonly #config: Config<Account>;
  readonly #assembly: Assembly;
  readonly #opened: CloseStack;
  #servedAt = '';
  #closed: Promise<void> | undefined;

  private constructor(
    config: Config<Account>,
    logger: Logger,
    assembly: Assembly,
    opened: CloseStack,
  ) {
    const { core, registry, recorder } = assembly;
    this.core = core;
    this.registry = registry;
    this.checks = {
      catalog: () => core.catalog.check(),
      media: () => assembly.canStoreMedia(),
      recorder: () => recorder.refusal ?? true,
    };
    this.logger = logger;
    this.accounts = config.accounts;
    this.systemId = systemIdOf(config);
    this.webhookEndpoints = webhookEndpoints(config);
    this.#config = config;
    this.#assembly = assembly;
    this.#opened = opened;
  }

  /**
   * Opens everything, and takes no calls yet: see {@link acceptCalls}. When a part cannot be opened, the parts before it are closed again.
   * @param lineHints finds lines in what only some PBX says of a call.
   * @throws StartError or CatalogUnusableError: one line that says what cannot be opened, and why.
   */
  static async open<Account extends AccountConfig>(
    config: Config<Account>,
    logger: Logger,
    lineHints: LineHints = () => [],
  ): Promise<Runtime<Account>> {
    const opened = new CloseStack();
    try {
      const assembly = await assemble(config, logger, opened, lineHints);
      return new Runtime(config, logger, assembly, opened);
    } catch (error) {
      await opened.close().catch((err: unknown) => logger.error({ err }, 'closing failed'));
      throw error;
    }
  }

  /** Ports of the AudioSocket sources, in the order of the configuration; empty before calls are taken. */
  get audioSocketPorts(): readonly number[] {
    return this.#assembly.sources.audioSocketPorts;
  }

  /** The WebSockets of the sources. */
  get upgrades(): readonly Upgrade[] {
    return this.#assembly.sources.upgrades;
  }

  /**
   * Fetches a call of the account from a PBX by its WebSocket. Resolves once the session is live.
   * @throws TricordError `forbidden` when nothing may be dialed for that account, or not there; and as
   *   {@link AsteriskWebSocketSource.dial}.
   */
  dial(accountId: string, request: DialRequest): Promise<Session> {
    return this.#assembly.sources.dial(accountId, request);
  }

  /** Where receivers of callbacks reach the APIs, without a trailing slash. */
  get publicUrl(): string {
    return publicUrl(this.#config, this.#servedAt);
  }

  /**
   * Takes calls from now on. To be called when nothing else holds up the event loop, which their audio comes by.
   * @throws StartError: one line that says what cannot be listened on, and why.
   */
  async acceptCalls(): Promise<void> {
    await this.#assembly.sources.listen();
    this.#assembly.recorder.watchLoad();
  }

  /**
   * Begins to tell others of recordings, once audio can be fetched.
   * @param servedAt where the server listens.
   */
  startDeliveries(servedAt: string, kinds: readonly DeliveryKind[]): void {
    this.#servedAt = servedAt;
    const sendsWebhooks = kinds.some(({ name }) => name === WEBHOOK_KIND);
    if (this.webhookEndpoints.length > 0 && !sendsWebhooks) {
      this.logger.warn(
        'only `tricord serve` and the native API send to webhooks.endpoints: nothing is sent now',
      );
    }
    this.#assembly.outbox.start(kinds);
  }

  /** Says that there may be something to deliver: somebody had it sent again. */
  wakeDeliveries(): void {
    this.#assembly.outbox.wake();
  }

  /**
   * Begins no more deliveries; those under way have so long (milliseconds). What is left is delivered
   * after the next start. Idempotent.
   */
  stopDeliveries(graceMs: number): Promise<void> {
    return this.#assembly.outbox.close(graceMs);
  }

  /** Takes no new calls and recordings, and finishes and stores every live recording. Idempotent. */
  async drain(): Promise<void> {
    this.#assembly.sources.stopAccepting();
    await this.#assembly.recorder.drain();
  }

  /** Ends every call that is still live, and waits until its session is over. Idempotent. */
  async endCalls(): Promise<void> {
    await this.#assembly.sources.close();
  }

  /** Drains, ends all calls, and closes everything, last opened first. Idempotent. */
  close(): Promise<void> {
    this.#closed ??= this.#shutDown();
    return this.#closed;
  }

  async #shutDown(): Promise<void> {
    try {
      await this.drain();
    } finally {
      await this.#opened.close();
    }
  }
}
