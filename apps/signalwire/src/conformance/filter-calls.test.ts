// docs/contracts/laml.md#endpoints: the calls of an account, by number and time.

import { expectSession, type SessionDescription } from '@tricord/core';
import request from 'supertest';
import { beforeEach, expect, test } from 'vitest';
import { ACME, BASE, createHarness, errorOf, fault, type Harness } from '../testing/harness.ts';

/** The calls, in the order in which they begin, a day apart. */
const CALLS: Readonly<Record<string, SessionDescription>> = {
  in: {
    direction: 'incoming',
    line: { directoryNumber: '101' },
    remote: { phoneNumber: '+390123' },
  },
  out: {
    direction: 'outgoing',
    line: { directoryNumber: '101' },
    remote: { phoneNumber: '+390123' },
  },
  own: { local: { phoneNumber: '+44101' }, line: { directoryNumber: '101' } },
};
const DAY_MS = 24 * 60 * 60 * 1000;

let harness: Harness;
let names: Map<string, string>;
beforeEach(async () => {
  harness = createHarness();
  names = new Map();
  const { core } = harness;
  // The clock begins at 2026-01-02 03:04:05.
  for (const [name, description] of Object.entries(CALLS)) {
    names.set((await core.liveSession(ACME.sid, description)).id, name);
    core.clock.advance(DAY_MS);
  }
  const expected = expectSession(core.ids.uuid(), ACME.sid, {}, core.clock.now());
  await core.catalog.sessions.insert(expected);
  names.set(expected.id, 'expected');
});
const get = (path: string) => request(harness.app).get(path).auth(ACME.sid, ACME.token);
const found = (calls: readonly { sid: string }[]) => calls.map(({ sid }) => names.get(sid));

test.each([
  ['From=%2B390123', ['in']],
  ['From=+390123', ['in']],
  ['From=101', ['out']],
  ['To=101', ['in']],
  ['To=%2B390123', ['out']],
  ['To=%2B44101', ['own']],
  ['To=%2B39', []],
  ['From=%2B390123&To=101', ['in']],
  ['From=%2B390123&To=%2B44101', []],
  ['From=101&Status=completed', []],
  ['ParentCallSid=CA1', []],
  ['StartTime=2026-01-03', ['out']],
  ['StartTime=2026-01-03T10:00:00Z', ['out']],
  ['StartTime<=2026-01-03', ['in']],
  ['StartTime<=2026-01-03 03:04:05', ['out', 'in']],
  ['StartTime<=2026-01-03 03:04:04', ['in']],
  ['StartTime%3E=2026-01-03%2003:04:05', ['own', 'out']],
  ['StartTime>=2026-01-03T03:04:06Z', ['own']],
  ['StartTime>=2026-01-03&StartTime<=2026-01-04', ['out']],
  ['StartTime>=2026-01-03&To=%2B390123', ['out']],
  ['StartTime>=2026-02-01', []],
])('GET /Calls?%s', async (query, expected) => {
  const { status, body } = await get(`${BASE}/Calls.json?${query.replaceAll(' ', '%20')}`);
  expect({ status, found: found(body.calls) }).toEqual({ status: 200, found: expected });
});

test('filters apply to every page, in both directions', async () => {
  const first = await get(
    `${BASE}/Calls?PageSize=1&StartTime>=2026-01-03 03:04:05`.replace(' ', '%20'),
  );
  const second = await get(first.body.next_page_uri);
  expect([found(first.body.calls), found(second.body.calls)]).toEqual([['own'], ['out']]);
  expect(second.body.next_page_uri).toBeNull();
  const back = await get(second.body.previous_page_uri);
  expect(found(back.body.calls)).toEqual(['own']);
});

test('a call that was described an hour earlier is found by its start', async () => {
  const { core } = harness;
  const id = [...names].find(([, name]) => name === 'expected')?.[0] ?? '';
  core.clock.advance(3_600_000);
  const begun = { state: 'live', startedAt: core.clock.now() } as const;
  await core.catalog.sessions.update(ACME.sid, id, (session) => ({ ...session, ...begun }));
  const { body } = await get(`${BASE}/Calls?StartTime>=2026-01-05T04:00:00Z`);
  expect(found(body.calls)).toEqual(['expected']);
});

test.each(['StartTime', 'StartTime<', 'StartTime>'])(
  '400 10000: %s that is not a date',
  async (name) => {
    const path = `${BASE}/Calls.json?${encodeURIComponent(name)}=yesterday`;
    expect(errorOf(await get(path))).toEqual(fault(400, 10000));
  },
);
