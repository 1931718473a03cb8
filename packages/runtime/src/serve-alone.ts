import { parseArgs } from 'node:util';
import type { AccountSection } from '@tricord/http-kit';
import { type AccountOf, configForm } from './config/config-form.ts';
import { logConfigWarnings } from './config/config-warnings.ts';
import { loadConfig } from './config/load-config.ts';
import { failureText } from './failure-text.ts';
import type { Mountable } from './mountable.ts';
import { processLogger } from './process-logger.ts';
import { Runtime } from './runtime.ts';
import { serveUntilSignal } from './serve-until-signal.ts';

/**
 * The entire process of a server for one dialect: `--config FILE` and `--accept-empty-catalog` on the
 * command line, one line on standard output when it serves, signals, and exit code 2 for an invalid
 * configuration or 1 for any other failure, reported on standard error.
 */
export async function serveAlone<Section extends AccountSection>(
  dialect: Mountable<AccountOf<Section>> & { readonly section: Section },
): Promise<void> {
  try {
    const { values } = parseArgs({
      options: { config: { type: 'string' }, 'accept-empty-catalog': { type: 'boolean' } },
    });
    const acceptEmptyCatalog = values['accept-empty-catalog'] === true;
    const form = configForm([dialect.section]);
    const options = { env: process.env, first: false } as const;
    const loaded = await loadConfig(form, {
      ...options,
      ...(values.config === undefined ? {} : { path: values.config }),
    });
    const { config, file } = loaded;
    const logger = processLogger(config);
    await logConfigWarnings(loaded, form.sections, logger);
    const again = async () => {
      const changed = await loadConfig(form, { ...options, path: file });
      await logConfigWarnings(changed, form.sections, logger);
      return changed.config;
    };
    await serveUntilSignal(
      () => Runtime.open(config, logger, [dialect], { acceptEmptyCatalog, loadConfig: again }),
      { serving: ({ url }) => process.stdout.write(`Serving ${url}\n`) },
    );
  } catch (error) {
    const { lines, exitCode } = failureText(error);
    process.stderr.write(`${lines.join('\n')}\n`);
    process.exitCode = exitCode;
  }
}
