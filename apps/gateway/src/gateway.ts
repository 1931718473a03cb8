import { createAsteriskApp } from '@tricord/asterisk';
import { createImagicleApp } from '@tricord/imagicle';
import { createNativeApp, recordingWebhooks } from '@tricord/native';
import { type Config, type Runtime, Service } from '@tricord/runtime';
import { createSignalwireApp, RecordingCallbacks } from '@tricord/signalwire';
import type { Logger } from 'pino';

/** All dialects and the native API over one recorder, in one process and on one port. */
export class Gateway {
  readonly #service: Service;

  private constructor(service: Service) {
    this.#service = service;
  }

  /** @throws Error of one line that says what cannot be opened, and why; nothing stays open then. */
  static async open(config: Config, logger: Logger): Promise<Gateway> {
    return new Gateway(await Service.open(config, logger, mountAll));
  }

  /** Where the APIs are, without a trailing slash. */
  get url(): string {
    return this.#service.url;
  }

  /** Port of the AudioSocket source, or undefined without one. */
  get audioSocketPort(): number | undefined {
    return this.#service.audioSocketPort;
  }

  /** Finishes every live recording and closes everything. Idempotent. */
  close(): Promise<void> {
    return this.#service.close();
  }
}

function mountAll(runtime: Runtime) {
  const { core, accounts, logger, registry: metrics, systemId } = runtime;
  const deps = { core, accounts, logger, metrics };
  const asterisk = createAsteriskApp({ ...deps, systemId });
  return [
    asterisk,
    { handler: createImagicleApp(deps) },
    {
      handler: createSignalwireApp(deps),
      deliveries: [new RecordingCallbacks({ accounts, publicUrl: () => runtime.publicUrl })],
    },
    {
      handler: createNativeApp({
        ...deps,
        dial: (...call) => runtime.dial(...call),
        wakeDeliveries: () => runtime.wakeDeliveries(),
      }),
      deliveries: [recordingWebhooks(runtime.webhookEndpoints)],
    },
  ];
}
