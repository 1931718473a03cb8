import { failToRecord, type Recording, type SessionDescription } from '@tricord/core';
import request from 'supertest';
import { describe, expect, test } from 'vitest';
import {
  ALICE,
  ALICE_LINE,
  BASE,
  BOB,
  BOSS,
  type Credentials,
  createHarness,
  type Harness,
  recordCall,
  START,
  STRANGER,
  storeRecording,
} from '../testing/harness.ts';

// docs/contracts/imagicle.md#endpoints, GET Recordings; list item and filters in docs/contracts/imagicle.md#models

async function list({ app }: Harness, query = '', user: Credentials = BOSS) {
  const response = await request(app)
    .get(`${BASE}/Recordings${query}`)
    .auth(...user);
  return { status: response.status, body: response.body, text: response.text };
}

async function found(harness: Harness, query: string, user?: Credentials): Promise<string[]> {
  const { status, body } = await list(harness, query, user);
  expect(status).toBe(200);
  expect(body.totalCount).toBe(body.recordings.length);
  return body.recordings.map(({ id }: { id: string }) => id);
}

/** So many finished recordings, one after the other, of four seconds each and six apart; oldest first. */
async function fill({ core }: Harness, calls: readonly SessionDescription[]): Promise<string[]> {
  const made: Recording[] = [];
  for (const call of calls) {
    made.push(await storeRecording(core, call));
    core.clock.advance(6_000);
  }
  return made.map(({ id }) => id);
}

describe('200', () => {
  test('every field of the list item, and no others', async () => {
    const harness = createHarness();
    const { id } = await storeRecording(
      harness.core,
      {
        line: ALICE_LINE,
        username: 'alice',
        direction: 'outgoing',
        local: { phoneNumber: '+390584111' },
        remote: { phoneNumber: '+1555123456' },
      },
      73_000,
    );
    expect((await list(harness)).body).toStrictEqual({
      totalCount: 1,
      recordings: [
        {
          id,
          referenceNumber: '17673230450000002',
          startTime: START,
          duration: 'PT1M13S',
          direction: 2,
          localPartyNumber: '+390584111',
          remotePartyNumber: '+1555123456',
          ownerUsername: 'alice',
        },
      ],
    });
  });

  test('newest first; without live, failed and discarded recordings', async () => {
    const harness = createHarness();
    const { core } = harness;
    expect((await list(harness)).body).toStrictEqual({ totalCount: 0, recordings: [] });
    const ids = await fill(harness, [{}, {}, {}]);
    await recordCall(core, {});
    const { recording } = await recordCall(core, {});
    await core.recorder.failed(recording, 'the disk broke');
    const now = core.clock.now();
    const never = { origin: { via: 'line' }, dueAt: now, endedAt: now, cause: 'There is no room' };
    await failToRecord(core, { ...never, session: await core.liveSession(recording.accountId) });
    expect(await found(harness, '')).toEqual(ids.toReversed());
  });

  test('paths and parameters in any case, with a trailing slash', async () => {
    const harness = createHarness();
    const [id] = await fill(harness, [{ username: 'alice' }, {}]);
    const url = '/fw/apps/recorder/webapi/RECORDINGS/?OWNERUSERNAME=alice&PAGESIZE=5';
    const response = await request(harness.app)
      .get(url)
      .auth(...BOSS);
    expect(response.body).toMatchObject({ totalCount: 1, recordings: [{ id }] });
  });
});

describe('paging', () => {
  test.each([
    ['?page=0&pageSize=2', [4, 3]],
    ['?page=1&pageSize=2', [2, 1]],
    ['?page=2&pageSize=2', [0]],
    ['?page=3&pageSize=2', []],
    ['?page=999999999&pageSize=10000', []],
    ['?pageSize=2', [4, 3]],
    ['?page=0', [4, 3, 2, 1, 0]],
    ['?page=1', []],
    ['?page=&pageSize=', [4, 3, 2, 1, 0]],
    ['?pageSize=002', [4, 3]],
  ])('%s, "past the end an empty list"', async (query, expected) => {
    const harness = createHarness();
    const ids = await fill(harness, [{}, {}, {}, {}, {}]);
    const { body } = await list(harness, query);
    expect(body.totalCount).toBe(5);
    expect(body.recordings.map(({ id }: { id: string }) => id)).toEqual(
      expected.map((n) => ids[n]),
    );
  });

  test('"omitted: all, capped by configuration"', async () => {
    const harness = createHarness({ listLimit: 3 });
    await fill(harness, [{}, {}, {}, {}]);
    const { body } = await list(harness);
    expect([body.totalCount, body.recordings.length]).toEqual([4, 3]);
    expect((await list(harness, '?pageSize=4')).body.recordings).toHaveLength(4);
  });

  test.each([
    'page=-1',
    'page=x',
    'page=1.5',
    'page=1&page=2',
    'page=99999999999999999999',
    'pageSize=0',
    'pageSize=-5',
    'pageSize=10001',
    'pageSize=1e3',
    'page=0&pageSize=ten',
  ])('400 reason 1: %s', async (query) => {
    const { status, body } = await list(createHarness(), `?${query}`);
    expect(status).toBe(400);
    expect(body).toStrictEqual({ reason: 1, message: expect.stringMatching(/^page(Size)? /) });
  });
});

describe('filters', () => {
  const CALLS: SessionDescription[] = [
    { username: 'alice', line: ALICE_LINE, direction: 'incoming', remote: { phoneNumber: '+391' } },
    { username: 'Bob', line: { directoryNumber: '112' }, remote: { phoneNumber: '+3912' } },
    { username: 'ALICE', local: { phoneNumber: '112' }, direction: 'outgoing' },
    {
      line: { directoryNumber: '0111' },
      remote: { phoneNumber: 'sip:x@y' },
      direction: 'incoming',
    },
  ];

  test.each([
    ['localPartyNumber=112', [2, 1]],
    ['localPartyNumber=equals:112', [2, 1]],
    ['localPartyNumber=11', []],
    ['localPartyNumber=contains:11', []],
    ['remotePartyNumber=%2B391', [0]],
    ['remotePartyNumber=equals:%2B391', [0]],
    ['remotePartyNumber=contains:%2B39', [1, 0]],
    ['remotePartyNumber=+391', [0]],
    ['REMOTEPARTY=contains:+39', [1, 0]],
    ['remoteParty=contains%3A+391', [1, 0]],
    ['remoteParty=contains:9+1', []],
    ['remoteParty', [3, 2, 1, 0]],
    ['remoteParty=contains:12', [1]],
    ['remoteParty=sip:x@y', [3]],
    ['remoteParty=contains:%2B39&remotePartyNumber=%2B3912', [1]],
    ['ownerUsername=Alice', [2, 0]],
    ['ownerUsername=equals:bob', [1]],
    ['ownerUsername=nobody', []],
    ['direction=0', [1]],
    ['direction=equals:1', [3, 0]],
    ['direction=2&ownerUsername=alice&localPartyNumber=112', [2]],
    ['direction=1&ownerUsername=&remoteParty=', [3, 0]],
    ['startTime=2026-01-02T03:04:15Z', [1]],
    ['startTime=equals:2026-01-02T03:04:15.0000000', [1]],
    ['startTime=2026-01-02T03:04', [3, 2, 1, 0]],
    ['startTime=before:2026-01-02T03:04:25Z', [1, 0]],
    ['startTime=after:2026-01-02T03:04:15Z', [3, 2]],
    ['startTime=AFTER:2026-01-02T04:04:15%2B01:00', [3, 2]],
    ['startTime=after:2026-01-02T04:04:15+01:00', [3, 2]],
    ['startTime=between:2026-01-02T03:04:15Z;2026-01-02T03:04:35Z', [2, 1]],
    ['endTime=2026-01-02T03:04:19', [1]],
    ['endTime=after:2026-01-02T03:04:19&startTime=before:2026-01-02T03:04:35', [2]],
    ['endTime=between:2026-01-02T03:04:19;2026-01-02T03:04:29', [1]],
    ['endTime=before:2026-01-02', []],
    ['unknown=1&numericUserId=7', [3, 2, 1, 0]],
  ])('%s', async (query, expected) => {
    const harness = createHarness();
    const ids = await fill(harness, CALLS);
    expect(await found(harness, `?${query}`)).toEqual(expected.map((n) => ids[n]));
  });

  test('a time without a zone is in the zone in which times are printed', async () => {
    const harness = createHarness({ timeZone: 'Europe/Rome' });
    const [, id] = await fill(harness, [{}, {}]);
    const { startTime } = (await list(harness)).body.recordings[0];
    expect(startTime).toBe('2026-01-02T04:04:15.0000000');
    expect(await found(harness, `?startTime=${startTime}`)).toEqual([id]);
  });

  test.each([
    'startTime=yesterday',
    'startTime=before:',
    'startTime=between:2026-01-01',
    'startTime=between:2026-01-01;2026-01-02;2026-01-03',
    'startTime=2026-02-30T00:00:00Z',
    'startTime=contains:2026',
    'endTime=after:never',
    'direction=3',
    'direction=incoming',
    'direction=1&direction=2',
    'localPartyNumber=equals:',
    'remoteParty=contains:',
    'remoteParty=1&remotePartyNumber=2',
    'ownerUsername[]=x&ownerUsername=y&ownerUsername=z',
  ])('400 reason 0: %s', async (query) => {
    const { status, body } = await list(createHarness(), `?${query}`);
    expect(status).toBe(400);
    expect(body).toStrictEqual({ reason: 0, message: expect.any(String) });
    expect(body.message).not.toBe('');
  });
});

describe('"2 sees one\'s own, 10 all"', () => {
  test('whatever is asked for', async () => {
    const harness = createHarness();
    const [alices, bobs, nobodys] = await fill(harness, [
      { username: 'ALICE' },
      { username: 'bob' },
      {},
    ]);
    expect(await found(harness, '', ALICE)).toEqual([alices]);
    expect(await found(harness, '?ownerUsername=alice', ALICE)).toEqual([alices]);
    expect(await found(harness, '?ownerUsername=bob', ALICE)).toEqual([]);
    expect(await found(harness, '')).toEqual([nobodys, bobs, alices]);
    expect(await found(harness, '', STRANGER)).toEqual([]);
    expect((await list(harness, '', BOB)).status).toBe(403);
  });
});

describe('errors without a body', () => {
  test('500 when the catalog fails', async () => {
    const harness = createHarness();
    harness.core.catalog.recordings.browse = () => Promise.reject(new Error('the disk is on fire'));
    expect(await list(harness)).toMatchObject({ status: 500, text: '' });
  });

  test('a body on GET is not an error', async () => {
    const { app } = createHarness();
    const sent = request(app).get(`${BASE}/Recordings`).type('json').send('{"a":');
    expect((await sent.auth(...BOSS)).status).toBe(200);
  });
});
