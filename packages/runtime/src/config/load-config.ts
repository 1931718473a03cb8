import { readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { AccountSection } from '@tricord/http-kit';
import { systemErrorCode } from '@tricord/http-kit';
import type { AccountConfig, AccountOf, Config, ConfigForm } from './config-form.ts';
import { createFirstConfig, exists, FIRST_CONFIG_NAME, isFirstConfig } from './first-config.ts';
import { type Environment, parseConfig } from './parse-config.ts';
import { InvalidConfigError } from './problems.ts';

export interface LoadOptions {
  /** The file that the command line names. */
  readonly path?: string;
  /** Where `${NAME}` and `TRICORD_CONFIG` come from. */
  readonly env: Environment;
  /** The folder that relative paths start from; default: the working directory. */
  readonly folder?: string;
  /** What to do when no file exists: `false` refuses; default: create the first one. */
  readonly first?: false | { readonly dataDir?: string; readonly host?: string };
}

export interface LoadedConfig<Account extends AccountConfig = AccountConfig> {
  /** All paths are absolute. */
  readonly config: Config<Account>;
  readonly file: string;
  /** Whether a first start created the file, now or earlier. */
  readonly generated: boolean;
}

const DEFAULT_DATA_DIR = 'data';

/**
 * Reads the configuration: the file that `path` names, else `TRICORD_CONFIG`, else `./tricord.yaml`,
 * else the file in the data folder, which the first start creates when it is missing.
 * Relative paths are relative to the configuration's own folder.
 * @throws InvalidConfigError when the configuration cannot be read or used; StartError when the first
 *   file cannot be written.
 */
export async function loadConfig<Section extends AccountSection>(
  form: ConfigForm<Section>,
  options: LoadOptions,
): Promise<LoadedConfig<AccountOf<Section>>> {
  const file = await findConfig(form.sections, options);
  const text = await readConfig(file);
  const config = parseConfig(form, text, file, options.env);
  const absolute = (path: string) => resolve(dirname(file), path);
  const { http, mail } = config;
  const dataDir = absolute(config.dataDir);
  return {
    config: {
      ...{ ...config, dataDir },
      ...(http.tls && {
        http: { ...http, tls: { cert: absolute(http.tls.cert), key: absolute(http.tls.key) } },
      }),
      ...(mail?.ca !== undefined && { mail: { ...mail, ca: absolute(mail.ca) } }),
    },
    file,
    generated: isFirstConfig(text),
  };
}

async function findConfig(
  sections: readonly AccountSection[],
  options: LoadOptions,
): Promise<string> {
  const { path, env, folder = '.', first = {} } = options;
  // Containers often set variables to the empty string.
  const named = path ?? (env.TRICORD_CONFIG || undefined);
  if (named !== undefined) return resolve(folder, named);

  const dataDir = resolve(folder, (first !== false && first.dataDir) || DEFAULT_DATA_DIR);
  const usual = [resolve(folder, FIRST_CONFIG_NAME), join(dataDir, FIRST_CONFIG_NAME)];
  for (const file of usual) {
    if (await exists(file)) return file;
  }
  if (first === false) {
    throw new InvalidConfigError('configuration', [
      { message: `there is none: looked for ${usual.join(', ')}` },
    ]);
  }
  return createFirstConfig(sections, dataDir, first.host);
}

async function readConfig(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const code = systemErrorCode(error);
    if (code === undefined) throw error;
    throw new InvalidConfigError(file, [
      { message: READ_FAILURES[code] ?? `cannot be read (${code})` },
    ]);
  }
}

const READ_FAILURES: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'is a folder, not a file',
  EACCES: 'may not be read by this user',
};
