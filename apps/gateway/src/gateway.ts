import { type Config, type Mountable, Service } from '@tricord/runtime';
import type { Logger } from 'pino';
import type { GatewayAccount } from './config.ts';
import { DIALECTS } from './dialects.ts';

export { type ConfigInput, configSchema } from './config.ts';

/** Several dialects over one recorder, in one process and on one port. */
export class Gateway {
  readonly #service: Service;

  private constructor(service: Service) {
    this.#service = service;
  }

  /**
   * @param dialects what it speaks.
   * @throws Error of one line that says what cannot be opened, and why; nothing stays open then.
   */
  static async open<Account extends GatewayAccount>(
    config: Config<Account>,
    logger: Logger,
    dialects: readonly Mountable<NoInfer<Account>>[] = DIALECTS,
  ): Promise<Gateway> {
    return new Gateway(await Service.open(config, logger, dialects));
  }

  /** Where the APIs are, without a trailing slash. */
  get url(): string {
    return this.#service.url;
  }

  /** Ports of the AudioSocket sources, in the order of the configuration. */
  get audioSocketPorts(): readonly number[] {
    return this.#service.audioSocketPorts;
  }

  /** Finishes every live recording and closes everything. Idempotent. */
  close(): Promise<void> {
    return this.#service.close();
  }
}
