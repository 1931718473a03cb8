import { randomUUID } from 'node:crypto';
import { ACCOUNT_ID, AUTHORIZATION } from '@tricord/lab';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { countOf, reportAttack } from './attack-report.ts';
import { AttackedGateway } from './attacked-gateway.ts';

const THEIRS = 'd3b07384-d9a0-4c9b-8f3e-6b1a2c3d4e5f';

let tricord: AttackedGateway;
beforeEach(async () => {
  tricord = await AttackedGateway.open((config) => ({
    ...config,
    accounts: [
      ...config.accounts,
      { id: THEIRS, name: 'globex', api: { keys: [{ key: 'their-key' }] } },
    ],
    sources: { audiosocket: [{ port: 0, account: 'acme' }] },
  }));
});
afterEach(() => tricord.close());

const send = async (key: string, method: string, id: string, body?: object) => {
  const headers = { authorization: key, 'content-type': 'application/json' };
  const sent = body === undefined ? {} : { body: JSON.stringify(body) };
  return await tricord.ask(`/api/v1/sessions/${id}`, { method, headers, ...sent });
};

test('sessions that another account announces cannot be seen, taken or changed', async () => {
  const { native: mine } = AUTHORIZATION;
  const theirs = 'Bearer their-key';
  const statuses: number[] = [];
  for (let i = 0; i < 20; i += 1) {
    const [taken, free] = [randomUUID(), randomUUID()];
    await send(mine, 'PUT', taken, { metadata: { secret: 'mine' } });
    for (const method of ['GET', 'DELETE', 'PUT', 'DELETE', 'GET']) {
      const asked = await send(theirs, method, taken, method === 'PUT' ? {} : undefined);
      const other = await send(theirs, method, free, method === 'PUT' ? {} : undefined);
      expect([method, asked.status]).toEqual([method, other.status]);
      expect(asked.body.replaceAll(taken, free)).not.toContain('mine');
      statuses.push(asked.status);
    }
    const kept = await send(mine, 'GET', taken);
    expect([kept.status, kept.body]).toEqual([200, expect.stringContaining('"secret":"mine"')]);
    // Whoever is first does not keep the other from it.
    expect((await send(theirs, 'PUT', free, {})).status).toBe(201);
    expect((await send(mine, 'PUT', free, {})).status).toBe(201);
    expect((await send(mine, 'DELETE', free)).status).toBe(204);
    expect((await send(mine, 'GET', free)).status).toBe(404);
    expect((await send(theirs, 'GET', free)).status).toBe(200);
  }
  reportAttack("another account's sessions", countOf(statuses));
  const { items } = await tricord.gateway.core.catalog.sessions.list({
    accountId: ACCOUNT_ID,
    limit: 100,
  });
  expect(items).toHaveLength(20);
});
