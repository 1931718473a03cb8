import type { Recording } from './recording.ts';
import type { Party } from './session.ts';

const PLAIN = /^[\t\n\r -~]*$/;

/**
 * The text as a search compares it: without regard to case, accents and the width of characters, so that `muller` finds
 * `Müller` and `strasse` finds `Straße`.
 */
export function foldText(text: string): string {
  // Nearly every text is plain, and a search folds many.
  if (PLAIN.test(text)) return text.toLowerCase();
  return text
    .toWellFormed()
    .replaceAll('\0', ' ')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toUpperCase()
    .toLowerCase()
    .replaceAll('ς', 'σ');
}

/** What a free-text search looks through, folded: names, numbers, note and tags, one to a line. */
export function searchText({ name, note, tags = [], call }: Recording): string {
  const { local, remote, line, username, conference } = call;
  const texts = [
    ...[name, ...textsOf(local), ...textsOf(remote)],
    ...[line.directoryNumber, username, conference?.name, note, ...tags],
  ];
  return texts.flatMap((text) => (text === undefined ? [] : [foldText(text)])).join('\n');
}

/** The words that a free-text search looks for, folded. Without any, everything fits. */
export function searchWords(text: string): readonly string[] {
  return [...new Set(foldText(text).split(/\s+/u))].filter((word) => word !== '');
}

function textsOf({ firstName, lastName, phoneNumber }: Party): readonly (string | undefined)[] {
  return [firstName, lastName, phoneNumber];
}
