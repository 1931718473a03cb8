import { type RecordingSettings, type StartRecordingInput, TricordError } from '@tricord/core';
import type { components } from '../generated/api.ts';

type Wire = components['schemas']['RecordingStart'];

/**
 * Parses a request to start a recording.
 * @throws TricordError `invalid-argument` unless it says once what to record.
 */
export function toStartInput(accountId: string, wire: Wire): StartRecordingInput {
  const { target, sessionId, conferenceId, name, ifExists, exclusive, ...settings } = wire;
  return {
    accountId,
    target: toTarget({ target, sessionId, conferenceId }),
    ...(name === undefined ? {} : { name }),
    ...(ifExists === undefined ? {} : { ifExists }),
    ...(exclusive === undefined ? {} : { exclusive }),
    settings: settings satisfies Partial<RecordingSettings>,
    origin: { via: 'native' },
  };
}

function toTarget({
  target,
  sessionId,
  conferenceId,
}: {
  readonly [Key in 'target' | 'sessionId' | 'conferenceId']: Wire[Key] | undefined;
}): StartRecordingInput['target'] {
  const targets = [
    ...(sessionId === undefined ? [] : [{ sessionId }]),
    ...(conferenceId === undefined ? [] : [{ conferenceId }]),
    ...(target === undefined ? [] : [ofWire(target)]),
  ];
  const [only] = targets;
  if (only !== undefined && targets.length === 1) return only;
  const message = 'Give one of target, sessionId and conferenceId';
  throw new TricordError('invalid-argument', message, { details: { parameter: 'target' } });
}

function ofWire({ kind, id }: NonNullable<Wire['target']>): StartRecordingInput['target'] {
  return kind === 'session' ? { sessionId: id } : { conferenceId: id };
}
