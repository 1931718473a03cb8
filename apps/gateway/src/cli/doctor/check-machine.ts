import { type Finding, fail, ok, warn } from './finding.ts';

/** Each live recording has a connection and a file, and the gateway some more. */
const ENOUGH_FILES = 4096;
/** No version of Tricord is older. */
const RELEASED_AT = Date.UTC(2026, 0, 1);
/** A file's time may be rounded, and the clock corrected a little. */
const TOLERANCE_MS = 60_000;

/** What this process runs on. */
export interface Machine {
  readonly nodeVersion: string;
  /** The limit of open files; undefined if there is none. */
  readonly openFiles: number | undefined;
  /** Epoch milliseconds. */
  readonly now: number;
}

export function thisMachine(): Machine {
  // Otherwise the report looks up the names of all connections.
  Object.assign(process.report, { excludeNetwork: true });
  const { userLimits } = process.report.getReport() as {
    readonly userLimits?: { readonly open_files?: { readonly soft?: number | string } };
  };
  const soft = userLimits?.open_files?.soft;
  return {
    nodeVersion: process.versions.node,
    openFiles: typeof soft === 'number' ? soft : undefined,
    now: Date.now(),
  };
}

/** @param changed when files of the gateway were last changed, by name. */
export function checkMachine(
  { nodeVersion, openFiles, now }: Machine,
  changed: Readonly<Record<string, number>>,
): readonly Finding[] {
  return [
    // An older one does not get here.
    ok('node', `Node ${nodeVersion}`),
    openFiles === undefined || openFiles >= ENOUGH_FILES
      ? ok('open files', `limit ${openFiles ?? 'none'}`)
      : warn(
          'open files',
          `at most ${openFiles} files and connections can be open; a live recording needs two`,
          'raise it: LimitNOFILE=65536 in the systemd unit, or `ulimit -n 65536`',
        ),
    checkClock(now, changed),
  ];
}

function checkClock(now: number, changed: Readonly<Record<string, number>>): Finding {
  const time = new Date(now).toISOString();
  const remedy = 'set the time, and keep it by NTP (`timedatectl set-ntp true`)';
  if (now < RELEASED_AT) return fail('clock', `it is ${time}, which cannot be`, remedy);
  const late = Object.entries(changed).find(([, at]) => at > now + TOLERANCE_MS);
  if (late === undefined) return ok('clock', time);
  const [file, at] = late;
  const message = `it is ${time}, but ${file} was changed at ${new Date(at).toISOString()}`;
  return fail('clock', message, remedy);
}
