import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  visit,
} from 'yaml';

/** A parsed YAML text (JSON is YAML), and where its values are. */
export interface YamlText {
  readonly document: Document.Parsed;
  /** The line at an offset of the text, from 1. */
  lineAt(offset: number): number;
  /**
   * The line of the value at this path, from 1: where its name is, if it has one. If there is no such value, the line of
   * the closest one that should contain it.
   */
  lineOf(path: readonly PropertyKey[]): number;
}

/** Parses a text; the document has the errors. */
export function parseYaml(text: string): YamlText {
  const counter = new LineCounter();
  const document = parseDocument(text, { prettyErrors: true, lineCounter: counter });
  const lineAt = (offset: number) => Math.max(1, counter.linePos(offset).line);
  return {
    document,
    lineAt,
    lineOf(path) {
      let place: Place = { offset: document.contents?.range?.[0] ?? 0, node: document.contents };
      for (const step of path) {
        const next = placeIn(document, place.node, step);
        if (next === undefined) break;
        place = next;
      }
      return lineAt(place.offset);
    },
  };
}

/** The aliases that stand inside of what they stand for, so that it would have no end, each with its line. */
export function aliasCycles({
  document,
  lineAt,
}: YamlText): readonly { readonly name: string; readonly line: number }[] {
  const found: { name: string; line: number }[] = [];
  visit(document, {
    Alias(_, alias, ancestors) {
      const target = alias.resolve(document);
      if (target !== undefined && ancestors.includes(target)) {
        found.push({ name: alias.source, line: lineAt(alias.range?.[0] ?? 0) });
      }
    },
  });
  return found;
}

interface Place {
  readonly offset: number;
  readonly node: unknown;
}

function placeIn(document: Document.Parsed, given: unknown, step: PropertyKey): Place | undefined {
  const node = isAlias(given) ? given.resolve(document) : given;
  if (isMap(node)) {
    const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step));
    return pair && placeOf(pair.key, pair.value);
  }
  const item = isSeq(node) ? node.items[Number(step)] : undefined;
  return item === undefined ? undefined : placeOf(item, item);
}

function placeOf(begin: unknown, node: unknown): Place | undefined {
  const offset = (begin as { range?: readonly number[] | null }).range?.[0];
  return offset === undefined ? undefined : { offset, node };
}
