import type { CoreDeps } from '@tricord/core';
import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import { type Assembly, assemble } from './assemble.ts';
import { CloseStack } from './close-stack.ts';
import type { Config } from './config/schema.ts';
import { systemIdOf } from './system-id.ts';

/** What /readyz asks, by name. */
export type Checks = Readonly<Record<string, () => boolean | Promise<boolean>>>;

/** Everything behind the APIs: stores, recorder and sources, opened as the configuration says. */
export class Runtime {
  /** What use cases work with. */
  readonly core: CoreDeps;
  /** What /metrics shows. */
  readonly registry: Registry;
  readonly checks: Checks;
  readonly logger: Logger;
  readonly accounts: Config['accounts'];
  /** Which installation this is. */
  readonly systemId: string;
  readonly #assembly: Assembly;
  readonly #opened: CloseStack;
  #closed: Promise<void> | undefined;

  private constructor(config: Config, logger: Logger, assembly: Assembly, opened: CloseStack) {
    const { core, registry, recorder } = assembly;
    this.core = core;
    this.registry = registry;
    this.checks = {
      catalog: () => core.catalog.check(),
      media: () => assembly.canStoreMedia(),
      recorder: () => recorder.status() === 'ready',
    };
    this.logger = logger;
    this.accounts = config.accounts;
    this.systemId = systemIdOf(config);
    this.#assembly = assembly;
    this.#opened = opened;
  }

  /**
   * Opens everything. When a part cannot be opened, the parts before it are closed again.
   * @throws StartError or CatalogUnusableError: one line that says what cannot be opened, and why.
   */
  static async open(config: Config, logger: Logger): Promise<Runtime> {
    const opened = new CloseStack();
    try {
      return new Runtime(config, logger, await assemble(config, logger, opened), opened);
    } catch (error) {
      await opened.close().catch((err: unknown) => logger.error({ err }, 'closing failed'));
      throw error;
    }
  }

  /** Port of the AudioSocket source, or undefined without one. */
  get audioSocketPort(): number | undefined {
    return this.#assembly.audioSocket?.port;
  }

  /** Takes no new calls and recordings, and finishes and stores every live recording. Idempotent. */
  async drain(): Promise<void> {
    this.#assembly.audioSocket?.stopAccepting();
    await this.#assembly.recorder.drain();
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
