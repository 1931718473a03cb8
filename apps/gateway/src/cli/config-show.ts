import { maskedUrl } from '@tricord/core';
import { isSecretSetting, parseYaml, type YamlText } from '@tricord/runtime';
import { Document, isMap, isScalar, isSeq, type Node } from 'yaml';

type Path = readonly (string | number)[];

/** Stands for a secret. */
const MASK = '***';

/** The value with `***` for each secret, also for those in URLs. */
export function masked(value: unknown, path: Path = []): unknown {
  if (Array.isArray(value)) return value.map((item, i) => masked(item, [...path, i]));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([name, item]) => [name, masked(item, [...path, name])]),
    );
  }
  if (typeof value !== 'string') return value;
  if (isSecretSetting(path)) return MASK;
  return /^[a-z]+:\/\//i.test(value) ? maskedUrl(value, MASK) : value;
}

/**
 * The configuration as YAML, without its secrets; a comment beside each value that is not in the file says where it
 * comes from: a default, or the environment.
 * @param text the file.
 */
export function configAsYaml(config: object, text: string): string {
  const source = parseYaml(text);
  const document = new Document(masked(config));
  const comment = (node: unknown, path: Path): void => {
    if (isMap(node)) {
      for (const { key, value } of node.items) {
        comment(value, [...path, isScalar(key) ? String(key.value) : '']);
      }
      if (node.items.length === 0) remark(node, path, source);
    } else if (isSeq(node)) {
      for (const [i, item] of node.items.entries()) comment(item, [...path, i]);
      if (node.items.length === 0) remark(node, path, source);
    } else if (isScalar(node)) {
      remark(node, path, source);
    }
  };
  comment(document.contents, []);
  // The library puts an empty list that has a comment on three lines.
  return document.toString({ lineWidth: 0 }).replace(/:\n +(\[\]|\{\})\n +#/g, ': $1 #');
}

function remark(node: Node, path: Path, { document }: YamlText): void {
  const written = document.getIn(path);
  const origin = written === undefined ? 'default' : variableOf(written);
  if (origin !== undefined) node.comment = ` ${origin}`;
}

/** The environment's variables in a text of the file. */
function variableOf(written: unknown): string | undefined {
  if (typeof written !== 'string') return undefined;
  const names = [...written.matchAll(/(?<!\$)\$\{[^}]*\}/g)].map(([name]) => name);
  return names.length === 0 ? undefined : `from ${names.join(', ')}`;
}
