import { type DestinationStream, type Logger, pino } from 'pino';

const SECRETS = [
  'authorization',
  'cookie',
  'api_key',
  'apiKey',
  'password',
  'secret',
  'signingKey',
  'token',
];
const PLACES = ['', '*.', '*.*.'];

/**
 * A logger of JSON lines on standard output (or `destination`), with the time in ISO 8601 (UTC) and the level by name. It
 * hides what looks like a secret: `authorization`, `api_key`, `password`, `token` and similar fields, up to two objects
 * deep. The body and the URL that parsers attach to their errors are left out as well.
 */
export function createLogger(level: string, destination?: DestinationStream): Logger {
  const options = {
    level,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    redact: {
      paths: [
        ...PLACES.flatMap((place) => SECRETS.map((name) => place + name)),
        'err.body',
        'err.input',
        'err.base',
      ],
      censor: '[redacted]',
    },
  };
  return destination === undefined ? pino(options) : pino(options, destination);
}
