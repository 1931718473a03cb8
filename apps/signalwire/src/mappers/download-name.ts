import { numbersOf, type Recording } from '@tricord/core';

/** What a template for the names of downloads may name, in braces. */
const FIELDS = ['date', 'time', 'from', 'to', 'callSid', 'sid', 'name'] as const;

type Field = (typeof FIELDS)[number];

const FIELD = /\{([^{}]*)\}/g;
/** File systems allow 255, of which the extension and a browser's ` (1)` take some. */
const MAX_BYTES = 200;
const MAX_FIELD_CHARS = 80;

/** The first thing in braces that a template may not name; undefined for a good template. */
export function unknownField(template: string): string | undefined {
  return [...template.matchAll(FIELD)].find(([, name = '']) => !isField(name))?.[0];
}

/**
 * The name of a recording's download, without an extension. Times are UTC. What is not known is left out, together with
 * a separator beside it; what a file system or a shell might take for something else becomes a hyphen.
 */
export function downloadName(template: string, recording: Recording): string {
  const values = valuesOf(recording);
  const name = template
    .replace(FIELD, (_all, field: string) =>
      isField(field) ? (values[field] ?? '').slice(0, MAX_FIELD_CHARS) : '',
    )
    .replace(/[^\p{L}\p{M}\p{N} ._+@()-]/gu, '-')
    .replace(/([ ._-])[ ._-]+/g, '$1');
  return shortened(name).replace(/^[ ._-]+|[ ._-]+$/g, '') || recording.id;
}

function valuesOf(recording: Recording): Readonly<Partial<Record<Field, string>>> {
  const { id, name, target, call, startedAt, createdAt } = recording;
  const { calling, called } = numbersOf(call);
  const [date = '', time = ''] = new Date(startedAt ?? createdAt).toISOString().split(/[T.]/);
  return {
    date,
    time: time.replaceAll(':', '-'),
    ...(calling === undefined ? {} : { from: calling }),
    ...(called === undefined ? {} : { to: called }),
    ...(target.kind === 'session' ? { callSid: target.sessionId } : {}),
    sid: id,
    name,
  };
}

function isField(name: string): name is Field {
  return FIELDS.some((field) => field === name);
}

/** As many whole characters as fit. */
function shortened(text: string): string {
  let bytes = 0;
  return [...text]
    .filter((character) => {
      bytes += Buffer.byteLength(character);
      return bytes <= MAX_BYTES;
    })
    .join('');
}
