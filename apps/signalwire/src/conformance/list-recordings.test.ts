// docs/contracts/laml.md#endpoints: the three lists of recordings; docs/contracts/laml.md#list-envelope;
// docs/contracts/laml.md#traps-that-break-existing-clients

import { discardRecording, failToRecord, startRecording, stopRecording } from '@tricord/core';
import request from 'supertest';
import { beforeEach, describe, expect, test } from 'vitest';
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
} from '../testing/harness.ts';
import { RecordingLists, sidsOf } from '../testing/recording-lists.ts';

const LIST = `${BASE}/Recordings`;
const LINKS = ['first_page_uri', 'next_page_uri', 'page', 'page_size', 'previous_page_uri', 'uri'];

let harness: Harness;
let lists: RecordingLists;
beforeEach(() => {
  harness = createHarness();
  lists = new RecordingLists(harness);
});

describe('the envelope', () => {
  test('has links and exactly one other key; the links are relative or null', async () => {
    const stored = await lists.store(3);
    const { body } = await lists.get(`${LIST}?PageSize=2`);
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
    const single = await lists.get(`${LIST}/${stored[0]?.id}.json`);
    expect(body.recordings[0]).toEqual(single.body);

    const last = (await lists.get(body.next_page_uri)).body;
    expect(last).toMatchObject({ next_page_uri: null, page: 1, uri: body.next_page_uri });
    expect(last.previous_page_uri).toMatch(/\?Page=0&PageSize=2&PageToken=PB[\w-]+$/);
    expect((await lists.get(last.previous_page_uri)).body.recordings).toEqual(body.recordings);
  });

  test('wraps an empty list, too', async () => {
    const { status, body } = await lists.get(LIST);
    expect(status).toBe(200);
    expect(body).toMatchObject({ recordings: [], next_page_uri: null, page_size: 50 });
  });

  test.each(['', '.json'])('is JSON with the extension %j, under every base', async (extension) => {
    await lists.store(1);
    const path = `/2010-04-01/Accounts/${ACME.sid}/Recordings${extension}`;
    for (const base of ['', '/api/laml', '/api/laml/api/laml']) {
      const { status, headers, body } = await lists.get(base + path);
      expect([status, sidsOf(body)]).toEqual([200, [expect.any(String)]]);
      expect(headers['content-type']).toMatch(/^application\/json/);
    }
  });

  test('contains recordings of this account in every state, except discarded ones', async () => {
    const { core } = harness;
    const { recording: live } = await recordCall(core);
    const { recording: discarded } = await recordCall(core);
    await discardRecording(core, ACME.sid, { id: discarded.id });
    const { recording: failed } = await recordCall(core);
    await core.recorder.failed(failed, 'disk');
    await recordCall(core, GLOBEX.sid);
    const { body } = await lists.get(LIST, ACME_ALIAS);
    expect(sidsOf(body).sort()).toEqual([live.id, failed.id].sort());
  });
});

test('a call that should have been recorded but never was has a failed recording', async () => {
  const { core } = harness;
  const session = await core.liveSession(ACME.sid);
  const now = core.clock.now();
  const cause = 'There is no room';
  const call = { session, origin: { via: 'line' }, dueAt: now, endedAt: now + 4000, cause };
  const { id } = await failToRecord(core, call);
  const failed = { sid: id, status: 'failed', error_code: '20001', start_time: null, duration: 0 };
  for (const path of ['/Recordings.json', `/Calls/${session.id}/Recordings.json`]) {
    expect((await lists.get(BASE + path)).body.recordings).toMatchObject([failed]);
  }
});

describe('pages', () => {
  test.each([1, 2, 3, 5, 6])('of %d are complete, in order, without repeats', async (size) => {
    const stored = await lists.store(5);
    const { sids, sizes } = await lists.follow(`${LIST}?PageSize=${size}`);
    expect(sids).toEqual(stored.map(({ id }) => id));
    expect(sizes.every((n) => n <= size)).toBe(true);
  });

  test('can be followed by clients whose base ends in /api/laml', async () => {
    const stored = await lists.store(3);
    const { sids } = await lists.follow(`${LIST}?PageSize=1`, '/api/laml');
    expect(sids).toEqual(stored.map(({ id }) => id));
  });

  test('are not disturbed by new and deleted recordings', async () => {
    const stored = await lists.store(4);
    const first = (await lists.get(`${LIST}?PageSize=2`)).body;
    await lists.store(2);
    await request(harness.app).delete(`${LIST}/${stored[1]?.id}.json`).auth(ACME.sid, ACME.token);
    const second = (await lists.get(first.next_page_uri)).body;
    expect(sidsOf(second)).toEqual([stored[2]?.id, stored[3]?.id]);
  });

  test('are limited to 1000: the SDKs request their whole limit', async () => {
    const { body } = await lists.get(`${LIST}?PageSize=5000`);
    expect(body.page_size).toBe(1000);
    expect(body.uri).toContain('PageSize=1000');
  });

  test.each(['0', '-1', 'ten', '1.5', '', '1&PageSize=2'])(
    '400 54454: PageSize=%s',
    async (size) => {
      expect(errorOf(await lists.get(`${LIST}?PageSize=${size}`))).toEqual(fault(400, 54454));
    },
  );

  test.each(['Page=1', 'Page=-1', 'Page=x', 'PageToken=', 'PageToken=PA', 'PageToken=XA1'])(
    '400 54453: %s',
    async (query) => {
      await lists.store(2);
      expect(errorOf(await lists.get(`${LIST}?${query}`))).toEqual(fault(400, 54453));
    },
  );
});

describe('a page token', () => {
  /** The token of the second page of two. */
  async function token(query = ''): Promise<string> {
    const { body } = await lists.get(`${LIST}?PageSize=1${query}`);
    return new URL(body.next_page_uri, 'http://x').searchParams.get('PageToken') ?? '';
  }

  test('is only valid for its own account', async () => {
    await lists.store(2);
    await recordCall(harness.core, GLOBEX.sid);
    const theirs = `/api/laml/2010-04-01/Accounts/${GLOBEX.sid}/Recordings`;
    const answer = await lists.get(`${theirs}?Page=1&PageToken=${await token()}`, GLOBEX);
    expect(errorOf(answer)).toEqual(fault(400, 54453));
  });

  test('is only valid with its own filters', async () => {
    const [recording] = await lists.store(2);
    const call = recording?.target.kind === 'session' ? recording.target.sessionId : '';
    const page = `${LIST}?Page=1&PageSize=1&PageToken=${await token()}`;
    expect((await lists.get(page)).status).toBe(200);
    for (const filter of [
      `CallSid=${call}`,
      'ConferenceSid=x',
      'DateCreated=2026-01-02',
      'DateCreated%3E=2026-01-02',
      'DateCreated%3C=2027-01-02',
    ]) {
      expect(errorOf(await lists.get(`${page}&${filter}`))).toEqual(fault(400, 54453));
    }
  });

  test('is refused when one character is changed', async () => {
    await lists.store(3);
    const good = await token();
    for (let i = 2; i < good.length; i += 1) {
      const other = good[i] === 'A' ? 'B' : 'A';
      const bad = good.slice(0, i) + other + good.slice(i + 1);
      expect((await lists.get(`${LIST}?Page=1&PageToken=${bad}`)).body.code).toBe(54453);
    }
  });
});

describe('the recordings of a call and of a conference', () => {
  test('are only its own, in pages, with links under it', async () => {
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
    const { sids, sizes } = await lists.follow(`${list}?PageSize=1`);
    expect([sids, sizes]).toEqual([
      [second.id, recording.id],
      [1, 1],
    ]);
    expect((await lists.get(list)).body.first_page_uri).toBe(`${list}?Page=0&PageSize=50`);

    const { conferenceSid, recording: mix } = await recordConference(core, 'support');
    const byName = await lists.get(`${BASE}/Conferences/support/Recordings.json`);
    expect(sidsOf(byName.body)).toEqual([mix.id]);
    expect(byName.body.uri).toContain(`/Conferences/${conferenceSid}/Recordings?`);
  });

  test.each(['Calls', 'Conferences'])('404 20404 if it is unknown in %s', async (parents) => {
    expect(errorOf(await lists.get(`${BASE}/${parents}/nobody/Recordings`))).toEqual(
      fault(404, 20404),
    );
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
  expect(errorOf(await lists.get(BASE + path, GLOBEX))).toEqual(fault(401, 20003));
});
