import { TricordError } from '../errors.ts';
import { damageOf, mediaUnreadable } from '../media-damage.ts';
import { AS_RECORDED } from '../ports/renditions.ts';
import type { Recording, RecordingOrigin } from '../recording.ts';
import { checkRecordingName } from '../recording-name.ts';
import { type AuditDeps, auditEntry } from './audit.ts';
import type { CoreDeps } from './deps.ts';
import { findRecording, type RecordingRef } from './find-recording.ts';

/**
 * Copies a recording that is done, under another name and id. The copy is not preserved, even if the original is.
 * @throws TricordError `recording-not-found` (also while it is live); `recording-name-invalid`;
 *   `recording-name-taken`; `media-unreadable`.
 */
export async function copyRecording(
  deps: Pick<CoreDeps, 'catalog' | 'media' | 'renditions' | 'events' | 'clock' | 'ids'> & AuditDeps,
  accountId: string,
  ref: RecordingRef,
  name: string,
  origin: RecordingOrigin,
): Promise<Recording> {
  const source = await findRecording(deps, accountId, ref);
  if (source.state !== 'done') {
    throw new TricordError('recording-not-found', 'Recording not found');
  }
  checkRecordingName(name);
  await refuseTakenName(deps, accountId, name);

  const id = deps.ids.uuid();
  await copyAudio(deps, source, id);
  const now = deps.clock.now();
  const copy: Recording = { ...copied(source), id, name, origin, createdAt: now, updatedAt: now };
  const event = { type: 'recording.copied', at: now, accountId, recording: copy } as const;
  try {
    const audited = { accountId, action: 'recording.copy', recordingId: source.id } as const;
    const entry = auditEntry(deps, { ...audited, details: { copyId: id } });
    await deps.catalog.recordings.insert(copy, [event], entry);
  } catch (error) {
    await deps.media.delete(id);
    throw error;
  }
  deps.events.publish(event);
  return copy;
}

/** Copies only intact audio: a copy of damaged audio would pass for an intact recording. */
async function copyAudio(
  { media, renditions }: Pick<CoreDeps, 'media' | 'renditions'>,
  source: Recording,
  id: string,
): Promise<void> {
  await renditions.open(source, AS_RECORDED);
  const stored = await media.copy(source.id, id);
  const damage = source.media && damageOf(source.media, stored);
  if (damage === undefined) return;
  await media.delete(id);
  throw mediaUnreadable(source.id, { damage });
}

/** What a copy takes over from its original. */
function copied(source: Recording): Recording {
  const { replaces: _replaces, append: _append, notify: _notify, ...rest } = source;
  const { preserved: _preserved, preservingUsername: _by, damage: _damage, ...kept } = rest;
  return kept;
}

async function refuseTakenName(
  deps: Pick<CoreDeps, 'catalog'>,
  accountId: string,
  name: string,
): Promise<void> {
  const { recordings } = deps.catalog;
  const taken =
    (await recordings.findByName(accountId, name, 'stored')) ??
    (await recordings.findByName(accountId, name, 'live'));
  if (taken !== undefined) {
    throw new TricordError('recording-name-taken', `A recording named ${name} exists already`);
  }
}
