import { type RecordingSettings, type StartRecordingInput, TricordError } from '@tricord/core';
import type { components } from '../generated/api.ts';

type Wire = components['schemas']['RecordingStart'];

/**
 * Parses a request to start a recording.
 * @throws TricordError `invalid-argument` unless it has either a session or a conference.
 */
export function toStartInput(accountId: string, wire: Wire): StartRecordingInput {
  const { sessionId, conferenceId, name, ifExists, exclusive, ...settings } = wire;
  return {
    accountId,
    target: toTarget(sessionId, conferenceId),
    ...(name === undefined ? {} : { name }),
    ...(ifExists === undefined ? {} : { ifExists }),
    ...(exclusive === undefined ? {} : { exclusive }),
    settings: settings satisfies Partial<RecordingSettings>,
    origin: { via: 'native' },
  };
}

function toTarget(
  sessionId: string | undefined,
  conferenceId: string | undefined,
): StartRecordingInput['target'] {
  if (sessionId !== undefined && conferenceId === undefined) return { sessionId };
  if (conferenceId !== undefined && sessionId === undefined) return { conferenceId };
  throw new TricordError('invalid-argument', 'Give either sessionId or conferenceId', {
    details: { parameter: sessionId === undefined ? 'sessionId' : 'conferenceId' },
  });
}
