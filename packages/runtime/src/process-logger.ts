import { createLogger } from '@tricord/http-kit';
import { type DestinationStream, destination, type Logger } from 'pino';
import { prettyFactory } from 'pino-pretty';
import type { Config } from './config/config-form.ts';

/** Maximum bytes of lines waiting for a slow reader; further lines are dropped. */
const MAX_UNWRITTEN_BYTES = 4 * 1024 * 1024;

/** Where the log goes, as far as its format depends on it. */
export interface LogOutput {
  readonly isTTY?: boolean;
  /** Whether it shows colors; `NO_COLOR` and `TERM=dumb` say no. */
  hasColors?(): boolean;
}

/**
 * The log of a process, on standard error; standard output is for messages to people. On a terminal it is made to be read,
 * elsewhere it is JSON lines, unless the configuration says otherwise. Written asynchronously: a slow or missing reader
 * does not block any call.
 * @param output what standard error is.
 * @param lines where lines of JSON are written to.
 */
export function processLogger(
  { log: { level, format } }: Pick<Config, 'log'>,
  output: LogOutput = process.stderr,
  lines: DestinationStream = logLines(2),
): Logger {
  const isPretty = format === 'pretty' || (format === 'auto' && output.isTTY === true);
  return createLogger(level, isPretty ? prettyLines(lines, output) : lines);
}

/**
 * Lines that are written to a file descriptor as it takes them. A failure, such as of a terminal that was closed or of a
 * full disk, ends nothing: what is not written is tried again with the next line.
 */
export function logLines(fd: number) {
  const lines = destination({ dest: fd, sync: false, maxLength: MAX_UNWRITTEN_BYTES });
  lines.on('error', () => {
    // At the end of the process, it would try for ever.
    lines.flushSync = () => undefined;
  });
  return lines;
}

/** Makes lines of JSON readable: the local time, level and message, then the fields on the same line. */
function prettyLines(lines: DestinationStream, output: LogOutput): DestinationStream {
  const pretty = prettyFactory({
    colorize: output.isTTY === true && output.hasColors?.() === true,
    translateTime: 'SYS:HH:MM:ss.l',
    ignore: 'pid,hostname',
    singleLine: true,
  });
  return { write: (line) => void lines.write(pretty(line)) };
}
