import { createLogger } from '@tricord/http-kit';
import { destination, type Logger } from 'pino';
import type { Config } from './config/config-form.ts';

/** Lines that wait for a slow reader, bytes; what comes on top is dropped. */
const MAX_UNWRITTEN_BYTES = 4 * 1024 * 1024;

/**
 * The log of a process: JSON lines on standard error, so that standard output is free for people. Written
 * aside: a reader that is slow or gone stops no call.
 */
export function processLogger({ log: { level } }: Pick<Config, 'log'>): Logger {
  return createLogger(level, destination({ dest: 2, sync: false, maxLength: MAX_UNWRITTEN_BYTES }));
}
