import { machine, release, type } from 'node:os';
import type { components } from '../generated/api.ts';
import { toTimestamp } from './timestamp.ts';

type AsteriskInfo = components['schemas']['AsteriskInfo'];

/** Information about this system. */
export interface SystemFacts {
  /** In Asterisk's form: clients parse the number at its start. */
  readonly version: string;
  readonly systemId: string;
  /** Epoch milliseconds. */
  readonly startedAt: number;
}

/**
 * Maps the system information to ARI.
 * @param only the sections to return, separated by commas and in any case; undefined: all.
 */
export function toAsteriskInfo(facts: SystemFacts, only: string | undefined): AsteriskInfo {
  const startup = toTimestamp(facts.startedAt);
  const info: Required<AsteriskInfo> = {
    build: {
      os: type(),
      kernel: release(),
      machine: machine(),
      options: '',
      date: 'unknown',
      user: 'unknown',
    },
    system: { version: facts.version, entity_id: facts.systemId },
    config: { name: '', default_language: 'en', setid: { user: '', group: '' } },
    status: { startup_time: startup, last_reload_time: startup },
  };
  if (only === undefined) return info;
  const wanted = new Set(only.toLowerCase().split(','));
  return Object.fromEntries(Object.entries(info).filter(([section]) => wanted.has(section)));
}
