import { configSchema, type Gateway, openGateway } from '@tricord/gateway';
import { loadDocument } from '@tricord/http-kit';
import { ACCOUNT_ID, AUTHORIZATION, testConfig } from '@tricord/lab';
import { type TemporaryFolder, temporaryFolder } from '@tricord/testkit';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';

const DIALECTS = ['asterisk', 'imagicle', 'signalwire', 'native'] as const;
type Dialect = (typeof DIALECTS)[number];

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch'];

interface OpenApiOperation {
  readonly requestBody?: { readonly $ref?: string; readonly content?: object };
}

/** A request that uses validators that no other request uses. */
interface Kind {
  readonly dialect: Dialect;
  readonly method: string;
  readonly path: string;
  /** Media type of the body. */
  readonly type: string | undefined;
}

const NativeFunction = globalThis.Function;
let validators = 0;
let folder: TemporaryFolder;
let gateway: Gateway;
beforeEach(async () => {
  folder = await temporaryFolder();
  validators = 0;
  // ajv compiles a validator by `new Function('self', 'scope', code)`.
  globalThis.Function = new Proxy(NativeFunction, {
    construct(target, args: string[]) {
      if (args[0] === 'self' && args[1] === 'scope') validators += 1;
      return Reflect.construct(target, args);
    },
  });
  const config = configSchema.parse(testConfig(folder.path));
  gateway = await openGateway(config, pino({ level: 'silent' }));
});
afterEach(async () => {
  globalThis.Function = NativeFunction;
  await gateway.close();
  await folder.close();
});

function kinds(dialect: Dialect): readonly Kind[] {
  const spec = new URL(`../../apps/${dialect}/openapi.yaml`, import.meta.url);
  const document = loadDocument(spec);
  const [server] = document.servers ?? [];
  return Object.entries(document.paths).flatMap(([template, item]) => {
    const path = `${server?.url}${template}`
      .replace('{AccountSid}', ACCOUNT_ID)
      .replaceAll(/\{\w+\}/g, crypto.randomUUID());
    return METHODS.filter((method) => method in item).flatMap((method) => {
      const { requestBody = {} } = item[method] as OpenApiOperation;
      const name = requestBody.$ref?.split('/').at(-1) ?? '';
      const { content = {} } =
        name === '' ? requestBody : (document.components?.requestBodies?.[name] ?? {});
      const types = [undefined, ...Object.keys(content ?? {})];
      return types.map((type) => ({ dialect, method, path, type }));
    });
  });
}

async function send({ dialect, method, path, type }: Kind): Promise<number> {
  const headers: Record<string, string> = { authorization: AUTHORIZATION[dialect] };
  const body = bodyOf(type);
  if (type !== undefined && typeof body === 'string') headers['content-type'] = type;
  const url = `${gateway.url}${path}`;
  const response = await fetch(url, { method: method.toUpperCase(), headers, body: body ?? null });
  await response.body?.cancel();
  return response.status;
}

function bodyOf(type: string | undefined): string | FormData | undefined {
  if (type === undefined) return undefined;
  if (type === 'application/json') return '{}';
  if (type !== 'multipart/form-data') return 'a=b';
  const form = new FormData();
  form.set('jsondata', '{}');
  return form;
}

test('no request has to compile validators, not even the first of its kind', async () => {
  const all = DIALECTS.flatMap(kinds);
  expect(all.length).toBeGreaterThan(100);
  const atStart = validators;
  // Some operations have parameters, others bodies, some both, and some neither.
  expect(atStart).toBeGreaterThan(150);
  const made: unknown[] = [];
  for (const kind of all) {
    const status = await send(kind);
    // The request reached validation.
    expect([401, 403, 405, 429]).not.toContain(status);
    if (validators > atStart) made.push({ ...kind, status });
  }
  expect(made).toEqual([]);
});
