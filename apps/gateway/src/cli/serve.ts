import {
  hasRecordings,
  type LoadedConfig,
  loadConfig,
  logConfigWarnings,
  processLogger,
  StartError,
  serveUntilSignal,
} from '@tricord/runtime';
import { type GatewayAccount, gatewayForm } from '../config.ts';
import { DIALECTS } from '../dialects.ts';
import { type Gateway, openGateway } from '../gateway.ts';
import { CommandError } from './failure.ts';
import { firstSteps } from './first-steps.ts';
import { reachableUrl } from './reachable.ts';
import { shortPath } from './short-path.ts';
import { say, type Terminal } from './terminal.ts';

type Loaded = LoadedConfig<GatewayAccount>;

/** The options of `tricord serve`. */
export interface ServeOptions {
  readonly config?: string;
  readonly dataDir?: string;
  readonly listen?: string;
  readonly acceptEmptyCatalog?: boolean;
}

/** Serves all dialects until a signal. */
export async function serve(options: ServeOptions, terminal: Terminal): Promise<void> {
  const { config: path, dataDir, listen: host, acceptEmptyCatalog = false } = options;
  const loaded = await loadConfig(gatewayForm, {
    env: terminal.env,
    ...(path === undefined ? {} : { path }),
    first: {
      ...(dataDir === undefined ? {} : { dataDir }),
      ...(host === undefined ? {} : { host }),
    },
  });
  const { config } = loaded;
  const isNew = loaded.generated && !(await hasRecordings(config));
  const logger = processLogger(config);
  await logConfigWarnings(loaded, gatewayForm.sections, logger);
  const again = { env: terminal.env, path: loaded.file, first: false } as const;
  const open = () =>
    openGateway(config, logger, DIALECTS, {
      acceptEmptyCatalog,
      loadConfig: async () => {
        const changed = await loadConfig(gatewayForm, again);
        await logConfigWarnings(changed, gatewayForm.sections, logger);
        return changed.config;
      },
    });
  await serveUntilSignal(open, {
    serving: (gateway) => say(terminal, greeting(loaded, gateway, isNew)),
    stopping: () =>
      say(terminal, 'Stopping once live recordings are finished; the same again stops at once.'),
  }).catch((error: unknown) => {
    throw withFile(error, loaded.file);
  });
}

/** Adds to a failure which setting to change, and where. */
function withFile(error: unknown, file: string): unknown {
  if (!(error instanceof StartError) || error.setting === undefined) return error;
  const remedy = `change ${error.setting} in ${shortPath(file)}`;
  return new CommandError(`${error.message}; ${remedy}`, { cause: error });
}

const HELD =
  'Deliveries (callbacks, webhooks, mail) are held since a restore: `tricord webhooks release` sends them, with --drop gives them up.';

/** Where it serves, and what to try first while nothing has been recorded. */
function greeting(
  { config, file }: Loaded,
  { url: at, deliveriesAreHeld }: Gateway,
  isNew: boolean,
): string {
  const url = reachableUrl(at);
  const held = deliveriesAreHeld ? `\n${HELD}` : '';
  const serving = `Tricord serves ${url} (configuration: ${shortPath(file)})${held}`;
  if (!isNew) return serving;
  const [account, ...others] = config.accounts;
  return account === undefined || others.length > 0
    ? `${serving}\n\`tricord hello --account NAME\` prints commands to try first.`
    : `${serving}\n${firstSteps(account, url)}`;
}
