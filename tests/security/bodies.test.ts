import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { AudioSocketCaller } from '@tricord/callers';
import { AUTHORIZATION } from '@tricord/lab';
import { SystemClock } from '@tricord/runtime';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { APIS, type ApiName, type ApiOperation, operationsOf } from './api-operations.ts';
import { countOf, reportAttack } from './attack-report.ts';
import { AttackedGateway } from './attacked-gateway.ts';
import { type PathValues, populate } from './populate.ts';

const SESSION = '43bb71ee-553f-4074-bb20-8e2747647cce';
const json = { 'content-type': 'application/json' };
const chunked = { 'transfer-encoding': 'chunked' };

/** A body that nobody means to send. */
interface OddBody {
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

const ODD_BODIES: Readonly<Record<string, OddBody>> = {
  nothing: { headers: {} },
  'JSON type, empty': { headers: json },
  'JSON type, empty in chunks': { headers: { ...json, ...chunked } },
  'CSV type, empty': { headers: { 'content-type': 'text/csv', ...chunked } },
  'form type, empty': { headers: { 'content-type': 'application/x-www-form-urlencoded' } },
  null: { headers: json, body: 'null' },
  'a number': { headers: json, body: '5' },
  'a text': { headers: json, body: '"x"' },
  'an array': { headers: json, body: '[]' },
  'broken JSON': { headers: json, body: '{"a":' },
  'a wrong type': { headers: { 'content-type': 'text/plain' }, body: 'hello' },
  'no type': { headers: {}, body: '{}' },
  'an object without properties': { headers: json, body: '{}' },
  'an object of something else': { headers: json, body: '{"__proto__":{"a":1},"b":null}' },
};
/** Those that a client may mean. */
const FIRST_MEANT = 'an object without properties';
const MEANT = new Set([FIRST_MEANT, 'an object of something else']);

interface Reply {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

let tricord: AttackedGateway;
let caller: AudioSocketCaller;
let values: PathValues;
beforeEach(async () => {
  tricord = await AttackedGateway.open();
  caller = await AudioSocketCaller.open({
    host: '127.0.0.1',
    port: tricord.gateway.sources.audioSocketPorts[0] ?? 0,
    uuid: SESSION,
    clock: new SystemClock(),
  });
  values = await populate(tricord, SESSION);
});
afterEach(async () => {
  await caller.hangUp();
  await tricord.close();
});

async function send(api: ApiName, operation: ApiOperation, odd: OddBody): Promise<Reply> {
  const sent = request({
    ...{ host: '127.0.0.1', port: new URL(tricord.url).port, agent: false },
    ...{ method: operation.method, path: APIS[api].base + operation.path(values[api]) },
    headers: { authorization: AUTHORIZATION[api], ...lengthOf(odd), ...odd.headers },
  });
  // A server that has refused may close before it has read everything.
  sent.on('error', () => undefined);
  sent.end(odd.body);
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  const { statusCode: status = 0, headers } = response;
  const type = headers['content-type'] ?? '';
  // A stream of events has no end.
  const body = type.startsWith('text/event-stream') ? '' : await text(response);
  sent.destroy();
  return { status, type, body };
}

/** Node does not say how long the body of a GET or DELETE is. */
function lengthOf({ body = '', headers }: OddBody): Readonly<Record<string, string>> {
  const length = { 'content-length': String(Buffer.byteLength(body)) };
  return 'transfer-encoding' in headers ? {} : length;
}

/** Everything that a body could have changed. */
async function state(): Promise<readonly unknown[]> {
  const lists = ['recordings', 'sessions', 'conferences', 'directory/users'].map(async (list) => {
    const answer = await tricord.ask(`/api/v1/${list}`, {
      headers: { authorization: AUTHORIZATION.native },
    });
    return JSON.parse(answer.body, (key, value) =>
      /^(durationMs|pausedMs|updatedAt)$/.test(key) ? undefined : value,
    );
  });
  return await Promise.all(lists);
}

test.each(Object.keys(APIS) as ApiName[])(
  'no operation of %s fails, or takes a body that is missing or no object for a wish',
  async (api) => {
    const statuses: number[] = [];
    const operations = operationsOf(api);
    for (const operation of operations) {
      const before = operation.needsBody ? await state() : [];
      for (const [what, odd] of Object.entries(ODD_BODIES)) {
        // Those that are meant may change something, and come last.
        if (operation.needsBody && what === FIRST_MEANT) expect(await state()).toEqual(before);
        const { status, type, body } = await send(api, operation, odd);
        const about = `${operation.method} ${operation.template}, ${what}: ${status} ${body}`;
        statuses.push(status);
        expect(status, about).toBeLessThan(500);
        if (status >= 400 && operation.method !== 'HEAD') {
          expect(APIS[api].isOwnError(type, body), about).toBe(true);
        }
        if (operation.needsBody && !MEANT.has(what)) {
          expect([400, 404, 409, 415, 422], about).toContain(status);
        }
      }
    }
    expect(tricord.logged.filter((line) => JSON.parse(line).level >= 50)).toEqual([]);
    reportAttack(`odd bodies of ${api}`, {
      operations: operations.length,
      requests: statuses.length,
      ...countOf(statuses),
    });
  },
);
