// laml.md, "Endpoints": the three lists of recordings; "List envelope"; "Traps", lists and filters.
import { beforeEach, describe, expect, test } from '@jest/globals';
import { discardRecording, type Recording, startRecording, stopRecording } from '@tricord/core';
import request from 'supertest';
import {
  ACME,
  ACME_ALIAS,
  BASE,
  createHarness,
  errorOf,
  fault,
  GLOBEX,
  type Harness,
  recordCall,
  recordConference,
  storeRecording,
} from '../testing/harness.ts';

const LIST = `${BASE}/Recordings`;
const LINKS = ['first_page_uri', 'next_page_uri', 'page', 'page_size', 'previous_page_uri', 'uri'];

let harness: Harness;
beforeEach(() => {
  harness = createHarness();
});

const get = (path: string, identity = ACME) =>
  request(harness.app).get(path).auth(identity.sid, identity.token);

/** Recordings one minute apart, newest first. */
async function store(count: number): Promise<Recording[]> {
  const all: Recording[] = [];
  for (let i = 0; i < count; i += 1) {
    all.unshift(await storeRecording(harness.core, 1000));
    harness.core.clock.advance(59_000);
  }
  return all;
}

const sidsOf = (body: { recordings: { sid: string }[] }) => body.recordings.map(({ sid }) => sid);

/** The Sids of all pages, by following the links as clients do; and the pages' sizes. */
async function follow(path: string, base = ''): Promise<{ sids: string[]; sizes: number[] }> {
  const sids: string[] = [];
  const sizes: number[] = [];
  for (let next: string | null = path; next !== null; ) {
    const { status, body } = await get(next);
    expect(status).toBe(200);
    sids.push(...sidsOf(body));
    sizes.push(body.recordings.length);
    next = body.next_page_uri && base + body.next_page_uri;
  }
  return { sids, sizes };
}

describe('the envelope', () => {
  test('has links and exactly one other key; the links are relative or null', async () => {
    const stored = await store(3);
    const { body } = await get(`${LIST}?PageSize=2`);
    expect(Object.keys(body).sort()).toEqual([...LINKS, 'recordings'].sort());
    expect(body).toMatchObject({
      uri: `${LIST}?Page=0&PageSize=2`,
      first_page_uri: `${LIST}?Page=0&PageSize=2`,
      previous_page_uri: null,
      page: 0,
      page_size: 2,
    });
    expect(body.next_page_uri).toMatch(/^\/api\/laml\/.+\?Page=1&PageSize=2&PageToken=PA[\w-]+$/);
    expect(sidsOf(body)).toEqual([stored[0]?.id, stored[1]?.id]);
    const single = await get(`${LIST}/${stored[0]?.id}.json`);
    expect(body.recordings[0]).toEqual(single.body);

    const last = (await get(body.next_page_uri)).body;
    expect(last).toMatchObject({ next_page_uri: null, page: 1, uri: body.next_page_uri });
    expect(last.previous_page_uri).toMatch(/\?Page=0&PageSize=2&PageToken=PB[\w-]+$/);
    expect((await get(last.previous_page_uri)).body.recordings).toEqual(body.recordings);
  });

  test('an empty list is one, too', async () => {
    const { status, body } = await get(LIST);
    expect(status).toBe(200);
    expect(body).toMatchObject({ recordings: [], next_page_uri: null, page_size: 50 });
  });

  test.each(['', '.json'])('is JSON with the extension %j, below every base', async (extension) => {
    await store(1);
    const path = `/2010-04-01/Accounts/${ACME.sid}/Recordings${extension}`;
    for (const base of ['', '/api/laml', '/api/laml/api/laml']) {
      const { status, headers, body } = await get(base + path);
      expect([status, sidsOf(body)]).toEqual([200, [expect.any(String)]]);
      expect(headers['content-type']).toMatch(/^application\/json/);
    }
  });

  test('shows recordings of every state but discarded ones, of this account alone', async () => {
    const { core } = harness;
    const { recording: live } = await recordCall(core);
    const { recording: discarded } = await recordCall(core);
    await discardRecording(core, ACME.sid, { id: discarded.id });
    const { recording: failed } = await recordCall(core);
    await core.recorder.failed(failed, 'disk');
    await recordCall(core, GLOBEX.sid);
    const { body } = await get(LIST, ACME_ALIAS);
    expect(sidsOf(body).sort()).toEqual([live.id, failed.id].sort());
  });
});

describe('pages', () => {
  test.each([1, 2, 3, 5, 6])('of %d are complete, in order, without repeats', async (size) => {
    const stored = await store(5);
    const { sids, sizes } = await follow(`${LIST}?PageSize=${size}`);
    expect(sids).toEqual(stored.map(({ id }) => id));
    expect(sizes.every((n) => n <= size)).toBe(true);
  });

  test('can be followed by clients whose base ends in /api/laml', async () => {
    const stored = await store(3);
    const { sids } = await follow(`${LIST}?PageSize=1`, '/api/laml');
    expect(sids).toEqual(stored.map(({ id }) => id));
  });

  test('are not disturbed by what comes and goes', async () => {
    const stored = await store(4);
    const first = (await get(`${LIST}?PageSize=2`)).body;
    await store(2);
    await request(harness.app).delete(`${LIST}/${stored[1]?.id}.json`).auth(ACME.sid, ACME.token);
    const second = (await get(first.next_page_uri)).body;
    expect(sidsOf(second)).toEqual([stored[2]?.id, stored[3]?.id]);
  });

  test('of more than 1000 are pages of 1000: the SDKs ask for their whole limit', async () => {
    const { body } = await get(`${LIST}?PageSize=5000`);
    expect(body.page_size).toBe(1000);
    expect(body.uri).toContain('PageSize=1000');
  });

  test.each(['0', '-1', 'ten', '1.5', '', '1&PageSize=2'])(
    '400 54454: PageSize=%s',
    async (size) => {
      expect(errorOf(await get(`${LIST}?PageSize=${size}`))).toEqual(fault(400, 54454));
    },
  );

  test.each(['Page=1', 'Page=-1', 'Page=x', 'PageToken=', 'PageToken=PA', 'PageToken=XA1'])(
    '400 54453: %s',
    async (query) => {
      await store(2);
      expect(errorOf(await get(`${LIST}?${query}`))).toEqual(fault(400, 54453));
    },
  );
});

describe('a page token', () => {
  /** The token of the second page of two. */
  async function token(query = ''): Promise<string> {
    const { body } = await get(`${LIST}?PageSize=1${query}`);
    return new URL(body.next_page_uri, 'http://x').searchParams.get('PageToken') ?? '';
  }

  test('is of use to its own account alone', async () => {
    await store(2);
    await recordCall(harness.core, GLOBEX.sid);
    const theirs = `/api/laml/2010-04-01/Accounts/${GLOBEX.sid}/Recordings`;
    const answer = await get(`${theirs}?Page=1&PageToken=${await token()}`, GLOBEX);
    expect(errorOf(answer)).toEqual(fault(400, 54453));
  });

  test('is of use with its own filters alone', async () => {
    const [recording] = await store(2);
    const call = recording?.target.kind === 'session' ? recording.target.sessionId : '';
    const page = `${LIST}?Page=1&PageSize=1&PageToken=${await token()}`;
    expect((await get(page)).status).toBe(200);
    for (const filter of [
      `CallSid=${call}`,
      'ConferenceSid=x',
      'DateCreated=2026-01-02',
      'DateCreated%3E=2026-01-02',
      'DateCreated%3C=2027-01-02',
    ]) {
      expect(errorOf(await get(`${page}&${filter}`))).toEqual(fault(400, 54453));
    }
  });

  test('is refused when one character of it is another', async () => {
    await store(3);
    const good = await token();
    for (let i = 2; i < good.length; i += 1) {
      const other = good[i] === 'A' ? 'B' : 'A';
      const bad = good.slice(0, i) + other + good.slice(i + 1);
      expect((await get(`${LIST}?Page=1&PageToken=${bad}`)).body.code).toBe(54453);
    }
  });
});

describe('filters', () => {
  test('CallSid and ConferenceSid, by our ids and by those of the PBX', async () => {
    const { core } = harness;
    const call = await core.liveSession(ACME.sid, { externalId: 'CA0123' });
    const origin = { via: 'asterisk' };
    const target = { sessionId: call.id };
    const ofCall = await startRecording(core, { accountId: ACME.sid, target, origin });
    const { conferenceSid, recording } = await recordConference(core, 'support');
    const found = async (query: string) => sidsOf((await get(`${LIST}?${query}`)).body);
    expect(await found(`CallSid=${call.id}`)).toEqual([ofCall.id]);
    expect(await found('CallSid=CA0123')).toEqual([ofCall.id]);
    expect(await found('CallSid=nobody')).toEqual([]);
    expect(await found(`ConferenceSid=${conferenceSid}`)).toEqual([recording.id]);
    expect(await found('ConferenceSid=support')).toEqual([recording.id]);
    expect(await found(`CallSid=${call.id}&ConferenceSid=support`)).toEqual([]);
  });

  test('are in every link, also when they hold a plus sign', async () => {
    await store(3);
    const filter = 'DateCreated%3E=2026-01-02T01%3A00%3A00%2B01%3A00';
    const { body } = await get(`${LIST}?PageSize=1&${filter}`);
    expect(body.next_page_uri).toContain(filter);
    expect(body.first_page_uri).toContain(filter);
    const { sids } = await follow(`${LIST}?PageSize=1&${filter}`);
    expect(sids).toHaveLength(3);
  });

  // Created at 03:04:05, 03:05:05 and 03:06:05 of 2 January 2026.
  test.each([
    ['DateCreated=2026-01-02', 3],
    ['DateCreated=2026-01-02T23:59:59Z', 3],
    ['DateCreated=2026-01-01T23:30:00-05:00', 3],
    ['DateCreated=2026-01-03', 0],
    ['DateCreated%3E=2026-01-02', 3],
    ['DateCreated%3E=2026-01-02T03:05:05Z', 2],
    ['DateCreated%3E=2026-01-02T03:05:06Z', 1],
    ['DateCreated%3E=Fri,%2002%20Jan%202026%2003:05:05%20%2B0000', 2],
    ['DateCreated%3E=2026-01-02T04:05:05%2B01:00', 2],
    ['DateCreated%3E=2026-01-02T04:05:05+01:00', 2],
    ['DateCreated%3C=2026-01-02', 0],
    ['DateCreated%3C=2026-01-03', 3],
    ['DateCreated%3C=2026-01-02T03:05:05Z', 2],
    ['DateCreated%3C=2026-01-02T03:05:04Z', 1],
    ['DateCreated%3C=Fri,%2002%20Jan%202026%2003:05:05%20GMT', 2],
    ['DateCreated%3E=2026-01-02T03:05:05Z&DateCreated%3C=2026-01-02T03:05:05Z', 1],
    ['DateCreated%3E=2026-01-03&DateCreated%3C=2026-01-02', 0],
    ['DateCreated=2026-01-02&DateCreated%3C=2026-01-02T03:04:05Z', 1],
    // As people write it by hand: `<=` and `>=` on the wire.
    ['DateCreated>=2026-01-02T03:05:05Z', 2],
    ['DateCreated<=2026-01-02T03:05:05Z', 2],
  ])('%s finds %d', async (query, count) => {
    const [last] = await store(3);
    expect(sidsOf((await get(`${LIST}?${query}`)).body)).toHaveLength(count);
    const call = last?.target.kind === 'session' ? last.target.sessionId : '';
    const ofCall = await get(`${BASE}/Calls/${call}/Recordings?${query}`);
    expect(ofCall.body.recordings.length).toBeLessThanOrEqual(Math.min(count, 1));
  });

  test.each(['DateCreated', 'DateCreated%3C', 'DateCreated%3E'])(
    '400 10000: %s that is no date',
    async (name) => {
      for (const bad of [
        '',
        'yesterday',
        '2026-02-30',
        '2026-1-2',
        '20260102',
        '1767323045',
        '%00',
      ]) {
        for (const list of [LIST, `${BASE}/Conferences`]) {
          expect(errorOf(await get(`${list}?${name}=${bad}`))).toEqual(fault(400, 10000));
        }
      }
    },
  );

  test('unknown ones make no difference', async () => {
    await store(1);
    expect(sidsOf((await get(`${LIST}?IncludeSoftDeleted=true&Colour=blue`)).body)).toHaveLength(1);
  });
});

describe('the recordings of a call and of a conference', () => {
  test('are its own, in pages, with links below it', async () => {
    const { core } = harness;
    const { call, recording } = await recordCall(core);
    await stopRecording(core, ACME.sid, { id: recording.id });
    core.clock.advance(1000);
    const second = await startRecording(core, {
      accountId: ACME.sid,
      target: { sessionId: call.id },
      origin: { via: 'asterisk' },
    });
    await recordCall(core);
    const list = `${BASE}/Calls/${call.id}/Recordings`;
    const { sids, sizes } = await follow(`${list}?PageSize=1`);
    expect([sids, sizes]).toEqual([
      [second.id, recording.id],
      [1, 1],
    ]);
    expect((await get(list)).body.first_page_uri).toBe(`${list}?Page=0&PageSize=50`);

    const { conferenceSid, recording: mix } = await recordConference(core, 'support');
    const byName = await get(`${BASE}/Conferences/support/Recordings.json`);
    expect(sidsOf(byName.body)).toEqual([mix.id]);
    expect(byName.body.uri).toContain(`/Conferences/${conferenceSid}/Recordings?`);
  });

  test.each(['Calls', 'Conferences'])('404 20404: of none in %s', async (parents) => {
    expect(errorOf(await get(`${BASE}/${parents}/nobody/Recordings`))).toEqual(fault(404, 20404));
  });
});

test.each([
  '/Recordings',
  '/Recordings.json',
  '/Calls',
  '/Conferences.json',
  '/Calls/x.json',
  '/Conferences/x',
  '/Calls/x/Recordings',
  '/Conferences/x/Recordings.json',
  '/Recordings/x/Transcriptions',
])('401 20003 without a token, and for another account: %s', async (path) => {
  expect(errorOf(await request(harness.app).get(BASE + path))).toEqual(fault(401, 20003));
  expect(errorOf(await get(BASE + path, GLOBEX))).toEqual(fault(401, 20003));
});
