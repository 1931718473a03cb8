// docs/contracts/laml.md#endpoints: filters of the lists; also docs/contracts/laml.md#traps-that-break-existing-clients

import { startRecording } from '@tricord/core';
import { beforeEach, describe, expect, test } from 'vitest';
import {
  ACME,
  BASE,
  createHarness,
  errorOf,
  fault,
  type Harness,
  recordConference,
} from '../testing/harness.ts';
import { RecordingLists, sidsOf } from '../testing/recording-lists.ts';

const LIST = `${BASE}/Recordings`;

let harness: Harness;
let lists: RecordingLists;
beforeEach(() => {
  harness = createHarness();
  lists = new RecordingLists(harness);
});

describe('filters', () => {
  test('CallSid and ConferenceSid, by our ids and by those of the PBX', async () => {
    const { core } = harness;
    const call = await core.liveSession(ACME.sid, { externalId: 'CA0123' });
    const origin = { via: 'asterisk' };
    const target = { sessionId: call.id };
    const ofCall = await startRecording(core, { accountId: ACME.sid, target, origin });
    const { conferenceSid, recording } = await recordConference(core, 'support');
    const found = async (query: string) => sidsOf((await lists.get(`${LIST}?${query}`)).body);
    expect(await found(`CallSid=${call.id}`)).toEqual([ofCall.id]);
    expect(await found('CallSid=CA0123')).toEqual([ofCall.id]);
    expect(await found('CallSid=nobody')).toEqual([]);
    expect(await found(`ConferenceSid=${conferenceSid}`)).toEqual([recording.id]);
    expect(await found('ConferenceSid=support')).toEqual([recording.id]);
    expect(await found(`CallSid=${call.id}&ConferenceSid=support`)).toEqual([]);
  });

  test('are in every link, also if they contain a plus sign', async () => {
    await lists.store(3);
    const filter = 'DateCreated%3E=2026-01-02T01%3A00%3A00%2B01%3A00';
    const { body } = await lists.get(`${LIST}?PageSize=1&${filter}`);
    expect(body.next_page_uri).toContain(filter);
    expect(body.first_page_uri).toContain(filter);
    const { sids } = await lists.follow(`${LIST}?PageSize=1&${filter}`);
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
    const [last] = await lists.store(3);
    const sids = sidsOf((await lists.get(`${LIST}?${query}`)).body);
    expect(sids).toHaveLength(count);
    const call = last?.target.kind === 'session' ? last.target.sessionId : '';
    const ofCall = await lists.get(`${BASE}/Calls/${call}/Recordings?${query}`);
    expect(sidsOf(ofCall.body)).toEqual(sids.filter((sid) => sid === last?.id));
  });

  test.each(['DateCreated', 'DateCreated%3C', 'DateCreated%3E'])(
    '400 10000: %s that is not a date',
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
          expect(errorOf(await lists.get(`${list}?${name}=${bad}`))).toEqual(fault(400, 10000));
        }
      }
    },
  );

  test('unknown filters are ignored', async () => {
    await lists.store(1);
    expect(
      sidsOf((await lists.get(`${LIST}?IncludeSoftDeleted=true&Colour=blue`)).body),
    ).toHaveLength(1);
  });
});
