import { parseUuid } from '@tricord/core/uuid';
import { InvalidArgumentError } from 'commander';

/** Parses a UUID on the command line. */
export function toUuid(text: string): string {
  const uuid = parseUuid(text);
  if (uuid === undefined) throw new InvalidArgumentError('It is not a UUID.');
  return uuid;
}
