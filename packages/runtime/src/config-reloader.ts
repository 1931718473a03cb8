import type { Replaceable } from '@tricord/core';
import type { ConfigReload } from '@tricord/http-kit';
import type { Logger } from 'pino';
import { Counter, Gauge, type Registry } from 'prom-client';
import { changedSettings } from './config/changed-settings.ts';
import type { AccountConfig, Config } from './config/config-form.ts';
import { InvalidConfigError } from './config/problems.ts';
import { reloadedConfig } from './config/reloaded-config.ts';
import type { Sources } from './sources.ts';
import { StartError } from './start-error.ts';

export interface ConfigReloaderDeps<Account extends AccountConfig> {
  /** What everything reads; replaced at once. */
  readonly config: Replaceable<Config<Account>>;
  /** Reads the configuration again. @throws InvalidConfigError when it cannot be used. */
  readonly load: () => Promise<Config<Account>>;
  readonly sources: Pick<Sources, 'prepare'>;
  readonly logger: Logger;
  readonly registry: Registry;
}

/**
 * Replaces the configuration while calls go on. A configuration that cannot be used changes nothing: every problem is
 * logged. Settings that only a restart changes keep their value, and are named.
 */
export class ConfigReloader<Account extends AccountConfig> {
  readonly #deps: ConfigReloaderDeps<Account>;
  readonly #reloads: Counter<'result'>;
  readonly #lastGood: Gauge;
  #running: Promise<unknown> = Promise.resolve();
  /** Replacing the configuration with one that was loaded. */
  #applying: Promise<unknown> = Promise.resolve();
  #waiting: Promise<ConfigReload> | undefined;
  #closed = false;

  constructor(deps: ConfigReloaderDeps<Account>) {
    this.#deps = deps;
    const registers = [deps.registry];
    this.#reloads = new Counter({
      name: 'tricord_config_reloads_total',
      help: 'Attempts to reload the configuration',
      labelNames: ['result'],
      registers,
    });
    for (const result of ['good', 'bad']) this.#reloads.inc({ result }, 0);
    this.#lastGood = new Gauge({
      name: 'tricord_config_loaded_seconds',
      help: 'When the configuration in use was loaded, as Unix time',
      registers,
    });
    this.#lastGood.setToCurrentTime();
  }

  /**
   * Reloads the configuration once no other reload is running. Requests that wait share one. Never rejects.
   */
  reload(): Promise<ConfigReload> {
    this.#waiting ??= this.#running.then(() => {
      this.#waiting = undefined;
      const reload = this.#reload();
      this.#running = reload;
      return reload;
    });
    return this.#waiting;
  }

  /**
   * Waits for a configuration that is being put into use; later ones fail. Does not wait for a file that is still being
   * read: on a file system that hangs, that would keep live recordings from being finished. Idempotent.
   */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#applying;
  }

  async #reload(): Promise<ConfigReload> {
    const { load, logger } = this.#deps;
    try {
      const next = await load();
      if (this.#closed) throw new StartError('the gateway is stopping');
      const applying = this.#apply(next);
      this.#applying = applying.catch(() => undefined);
      return await applying;
    } catch (error) {
      this.#reloads.inc({ result: 'bad' });
      const problems = problemsOf(error);
      if (problems.length === 0) logger.error({ err: error }, FAILED);
      const file = error instanceof InvalidConfigError ? { file: error.file } : {};
      for (const problem of problems) logger.error({ ...file, problem }, FAILED);
      return {
        problems: problems.length === 0 ? ['it cannot be loaded; the log says why'] : problems,
      };
    }
  }

  /** @throws StartError when a source cannot be opened; nothing has changed then. */
  async #apply(next: Config<Account>): Promise<ConfigReload> {
    const { config, sources, logger } = this.#deps;
    const before = config.value;
    const after = reloadedConfig(before, next);
    const changeSources = await sources.prepare(after);
    config.replace(after);
    changeSources();
    const changed = changedSettings(before, after);
    const needRestart = changedSettings(after, next);
    this.#reloads.inc({ result: 'good' });
    this.#lastGood.setToCurrentTime();
    logger.info({ changed }, 'the configuration was reloaded');
    for (const setting of needRestart) {
      logger.warn({ setting }, 'a changed setting needs a restart, and keeps its value until then');
    }
    return { changed, needRestart };
  }
}

const FAILED = 'the configuration cannot be reloaded; the old one stays in use';

/** What is wrong in words; none for an error of our own. */
function problemsOf(error: unknown): readonly string[] {
  if (error instanceof InvalidConfigError) {
    return error.problems.map(({ message, line }) =>
      line === undefined ? message : `line ${line}: ${message}`,
    );
  }
  return error instanceof StartError ? [error.message] : [];
}
