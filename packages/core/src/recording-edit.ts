import { TricordError } from './errors.ts';
import type { Recording } from './recording.ts';
import { checkRecordingName } from './recording-name.ts';

/** What people may change of a recording. What is absent stays; null removes, and names the recording by its id. */
export interface RecordingEdit {
  readonly name?: string | null;
  readonly note?: string | null;
  /** All tags that it has afterwards. */
  readonly tags?: readonly string[] | null;
}

const MAX_NOTE_LENGTH = 10_000;
const MAX_TAGS = 50;
const MAX_TAG_LENGTH = 100;
const CONTROL_CHARACTER = /\p{Cc}/u;

/**
 * @throws TricordError `recording-name-invalid`; `invalid-argument` with parameter `note` or `tags`: a note has at most
 *   10,000 characters, and there are at most 50 tags of 1 to 100 characters, none twice, without control characters and
 *   without white space at their ends.
 */
export function checkRecordingEdit({ name, note, tags }: RecordingEdit): void {
  if (name != null) checkRecordingName(name);
  if (note != null && note.length > MAX_NOTE_LENGTH) {
    throw invalid('note', `A note has at most ${MAX_NOTE_LENGTH} characters`);
  }
  if (tags == null) return;
  if (tags.length > MAX_TAGS) throw invalid('tags', `A recording has at most ${MAX_TAGS} tags`);
  if (new Set(tags).size < tags.length) throw invalid('tags', 'A tag is given twice');
  if (tags.every(isTag)) return;
  const text =
    `A tag has from 1 to ${MAX_TAG_LENGTH} characters, no control characters, ` +
    'and no white space at its ends';
  throw invalid('tags', text);
}

/**
 * The recording after an edit; the same object if the edit changes nothing. Under another name it no longer replaces
 * the recording of its former one.
 * @param author who edits it, if known: becomes the author of a note that the edit changes.
 */
export function editRecording(
  recording: Recording,
  edit: RecordingEdit,
  author?: string,
): Recording {
  const { note = null, tags = null } = { ...recording, ...given(edit) };
  const name = edit.name === null ? recording.id : (edit.name ?? recording.name);
  const { note: before, noteAuthor: authorBefore, tags: _tags, ...rest } = recording;
  const noteAuthor = note === before ? authorBefore : author;
  const edited: Recording = {
    ...(name === recording.name ? rest : renamed(rest, name)),
    ...(note === null || note === '' ? {} : { note, ...by(noteAuthor) }),
    ...(tags === null || tags.length === 0 ? {} : { tags }),
  };
  return isSame(recording, edited) ? recording : edited;
}

function given({ note, tags }: RecordingEdit): Pick<RecordingEdit, 'note' | 'tags'> {
  return { ...(note === undefined ? {} : { note }), ...(tags === undefined ? {} : { tags }) };
}

function by(noteAuthor: string | undefined): Pick<Recording, 'noteAuthor'> {
  return noteAuthor === undefined ? {} : { noteAuthor };
}

function renamed(recording: Recording, name: string): Recording {
  const { replaces: _replaces, append: _append, ...rest } = recording;
  return { ...rest, name };
}

function isSame(a: Recording, b: Recording): boolean {
  return (
    a.name === b.name &&
    a.note === b.note &&
    JSON.stringify(a.tags ?? []) === JSON.stringify(b.tags ?? [])
  );
}

function isTag(tag: string): boolean {
  return (
    tag.length >= 1 &&
    tag.length <= MAX_TAG_LENGTH &&
    tag === tag.trim() &&
    !CONTROL_CHARACTER.test(tag)
  );
}

function invalid(parameter: string, message: string): TricordError {
  return new TricordError('invalid-argument', message, { details: { parameter } });
}
