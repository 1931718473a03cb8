import { parseUuid } from '@tricord/core';
import {
  InvalidConfigError,
  type VerificationWatch,
  verifyDataFolder,
  watchStopSignals,
} from '@tricord/runtime';
import type { Config } from '../config.ts';
import { chooseAccount } from './choose-account.ts';
import { CommandError } from './failure.ts';
import { readConfig } from './read-config.ts';
import { say, type Terminal } from './terminal.ts';
import { showVerifyProgress, type VerifyProgress } from './verify-progress.ts';
import { JSON_REPORT, textReport, type VerifyReport } from './verify-report.ts';

/** The options of `tricord verify`. */
export interface VerifyOptions {
  readonly config?: string;
  readonly account?: string;
  readonly json?: boolean;
  readonly lengthsOnly?: boolean;
  readonly restart?: boolean;
}

/** It could not run, or did not complete; 1 means findings. */
const EXIT_INCOMPLETE = 2;

/** Compares the catalog with the media store, and prints what differs. */
export async function verify(options: VerifyOptions, terminal: Terminal): Promise<void> {
  const findings = await run(options, terminal).catch((error: unknown) => {
    if (error instanceof CommandError || error instanceof InvalidConfigError) throw error;
    const message = error instanceof Error ? error.message : String(error);
    throw new CommandError(message, { cause: error, exitCode: EXIT_INCOMPLETE });
  });
  if (findings > 0) throw new CommandError(findings === 1 ? '1 finding' : `${findings} findings`);
}

/** @returns how much was found. */
async function run(options: VerifyOptions, terminal: Terminal): Promise<number> {
  const { account, json, lengthsOnly = false, restart = false } = options;
  const { config } = await readConfig(options, terminal.env);
  const report = json ? JSON_REPORT : textReport((id) => nameOf(config, id));
  const stop = new AbortController();
  const unwatch = watchStopSignals(() => stop.abort(), EXIT_INCOMPLETE);
  const watch = new Screen(terminal, report);
  try {
    const found = await verifyDataFolder(
      config,
      {
        ...(account === undefined ? {} : { accountId: accountIdOf(config, account) }),
        ...{ lengthsOnly, restart, signal: stop.signal },
      },
      watch,
    );
    watch.close();
    say(terminal, report.sum(found));
    if (found.complete) return found.findings;
    throw new CommandError('stopped: the same command resumes from here', {
      exitCode: EXIT_INCOMPLETE,
    });
  } finally {
    watch.close();
    unwatch();
  }
}

/** Prints findings to standard output, and progress to standard error. */
class Screen implements VerificationWatch {
  readonly #terminal: Terminal;
  readonly #report: VerifyReport;
  #progress: VerifyProgress | undefined;

  constructor(terminal: Terminal, report: VerifyReport) {
    this.#terminal = terminal;
    this.#report = report;
  }

  begun({ recordings, resumed }: Parameters<VerificationWatch['begun']>[0]): void {
    const { stderr } = this.#terminal;
    if (resumed) stderr.write('Resuming an interrupted verification; --restart starts over.\n');
    this.#progress = showVerifyProgress(this.#terminal, recordings);
  }

  found(finding: Parameters<VerificationWatch['found']>[0]): void {
    this.#progress?.clear();
    say(this.#terminal, this.#report.finding(finding));
  }

  progressed(progress: Parameters<VerificationWatch['progressed']>[0]): void {
    this.#progress?.update(progress);
  }

  /** Idempotent. */
  close(): void {
    this.#progress?.stop();
    this.#progress = undefined;
  }
}

function nameOf({ accounts }: Config, id: string): string {
  return accounts.find((account) => account.id === id)?.name ?? id;
}

/** An account that is no longer configured is named by its id. */
function accountIdOf({ accounts }: Config, wanted: string): string {
  return parseUuid(wanted) ?? chooseAccount(accounts, wanted).id;
}
