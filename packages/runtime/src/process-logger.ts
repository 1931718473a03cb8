import { createLogger } from '@tricord/http-kit';
import { destination, type Logger } from 'pino';
import type { Config } from './config/config-form.ts';

/** Maximum bytes of lines waiting for a slow reader; further lines are dropped. */
const MAX_UNWRITTEN_BYTES = 4 * 1024 * 1024;

/**
 * The log of a process: JSON lines on standard error; standard output is for messages to people. Written
 * asynchronously: a slow or missing reader does not block any call.
 */
export function processLogger({ log: { level } }: Pick<Config, 'log'>): Logger {
  return createLogger(level, destination({ dest: 2, sync: false, maxLength: MAX_UNWRITTEN_BYTES }));
}
