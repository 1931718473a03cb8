import { readFile } from 'node:fs/promises';
import { parseConfig } from '@tricord/runtime';
import { beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { configSchema, gatewayForm } from './config.ts';

interface Node {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Node>>;
  readonly required?: readonly string[];
  readonly items?: Node;
  readonly default?: unknown;
}

/** The documented default of a setting. */
type Need = { readonly default: unknown } | 'required' | 'optional';

let page: string;
beforeAll(async () => {
  page = await readFile(new URL('../../../docs/configuration.md', import.meta.url), 'utf8');
});

function settings(node: Node, path: string, need: Need): [string, Need][] {
  if (node.type === 'array' && node.items?.properties !== undefined) {
    return settings(node.items, `${path}[]`, 'required');
  }
  if (node.properties === undefined) return [[path, need]];
  return Object.entries(node.properties).flatMap(([key, child]) =>
    settings(
      child,
      path === '' ? key : `${path}.${key}`,
      'default' in child
        ? { default: child.default }
        : node.required?.includes(key)
          ? 'required'
          : 'optional',
    ),
  );
}

function documented(): [string, Need][] {
  const rows = page.matchAll(/^\| `([^`]+)` \| .+? \| (.*?) ?\| .*\|$/gm);
  return [...rows].map(([, setting = '', text = '']) => {
    if (text === '') return [setting, 'required'];
    if (text === 'optional') return [setting, 'optional'];
    return [setting, { default: parse(text.replaceAll('`', '')) }];
  });
}

test('the page lists exactly the settings of the schema, with their defaults', () => {
  const schema = z.toJSONSchema(configSchema, { io: 'input' }) as Node;
  const byName = ([a]: [string, Need], [b]: [string, Need]) => (a < b ? -1 : 1);
  expect(documented().sort(byName)).toEqual(settings(schema, '', 'required').sort(byName));
});

test('the example on the page is a valid configuration', () => {
  const example = /```yaml\n(.*?)```/s.exec(page)?.[1] ?? '';
  const names = [...example.matchAll(/\$\{(\w+)\}/g)].map(([, name = '']) => name);
  const env = Object.fromEntries(names.map((name) => [name, `secret-${name}`]));
  expect(parseConfig(gatewayForm, example, 'example', env).accounts[0]?.name).toBe('acme');
});
