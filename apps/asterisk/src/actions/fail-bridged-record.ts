import {
  type CoreDeps,
  checkRecordingName,
  findReplaced,
  lookUpRecording,
  type Session,
  TricordError,
} from '@tricord/core';
import type { AccountEvents } from '../events/account-events.ts';
import { channelIdOf } from '../mappers/channel.ts';
import { recordingFailed } from '../mappers/channel-event.ts';
import type { LiveRecording } from '../mappers/live-recording.ts';
import type { RecordInput } from '../mappers/record-parameters.ts';

/**
 * Fails a recording of a channel that is in a bridge. Like Asterisk: accepts it, fails it at once, and forgets it.
 * @returns the recording as the response shows it: queued.
 * @throws TricordError `recording-name-invalid`; `recording-name-taken`; `recording-preserved`.
 */
export async function failBridgedRecord(
  core: CoreDeps,
  account: AccountEvents,
  session: Session,
  input: RecordInput,
): Promise<LiveRecording> {
  const { accountId } = session;
  checkRecordingName(input.name);
  await findReplaced(core, accountId, input.name, input.ifExists);
  const live = await lookUpRecording(core, accountId, { liveName: input.name });
  if (live !== undefined) {
    throw new TricordError('recording-name-taken', `A recording ${input.name} exists already`);
  }
  const recording = bridgedRecording(session, input);
  account.tellOfChannel(session, () => recordingFailed(core.clock.now(), recording));
  return recording;
}

function bridgedRecording(session: Session, { name, settings }: RecordInput): LiveRecording {
  const format = settings.requestedFormat ?? '';
  return { name, format, state: 'queued', target_uri: `channel:${channelIdOf(session)}` };
}
