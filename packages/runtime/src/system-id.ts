import { createHash } from 'node:crypto';
import type { Config } from './config/config-form.ts';

/**
 * The id of this installation, for dialects that report one: six bytes as a locally administered MAC address
 * (IEEE 802), the same after each start, and different for different accounts.
 */
export function systemIdOf({ accounts }: Pick<Config, 'accounts'>): string {
  const ids = accounts.map(({ id }) => id).join('\n');
  const bytes = createHash('sha256').update(ids).digest().subarray(0, 5);
  return ['02', ...[...bytes].map((byte) => byte.toString(16).padStart(2, '0'))].join(':');
}
