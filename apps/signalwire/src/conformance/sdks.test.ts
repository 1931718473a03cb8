// docs/contracts/laml.md#traps-that-break-existing-clients: the unmodified SDKs, over both transports.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ACME, ACME_MESSAGING, recordConference, storeRecording } from '../testing/harness.ts';
import { SDKS, type SdkClient } from '../testing/sdk-clients.ts';
import { SdkRig, type Transport } from '../testing/sdk-rig.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

const WAYS = SDKS.flatMap(([name, identity, connect]) =>
  (['http', 'https'] as const).map(
    (transport): [string, Transport, typeof identity, typeof connect] => [
      name,
      transport,
      identity,
      connect,
    ],
  ),
);

describe.each(WAYS)('%s over %s', (_name, transport, identity, connect) => {
  let rig: SdkRig;
  let client: SdkClient;
  beforeAll(async () => {
    rig = await SdkRig.open();
    client = connect(rig, transport);
  });
  afterAll(() => rig.close());

  const newCall = () => rig.harness.core.liveSession(ACME.sid);

  test('creates, pauses, resumes, stops, fetches and deletes the recording of a call', async () => {
    const { core } = rig.harness;
    const call = await newCall();
    const { recordings } = client.calls(call.id);
    const startedAt = new Date(Math.floor(core.clock.now() / 1000) * 1000);
    const created = await recordings.create({ recordingChannels: 'dual', trim: 'do-not-trim' });
    expect(created).toMatchObject({
      ...{ accountSid: identity.sid, callSid: call.id, channels: 2 },
      ...{ status: 'in-progress', startTime: startedAt },
    });
    core.clock.advance(2000);
    const paused = await recordings('Twilio.CURRENT').update({
      status: 'paused',
      pauseBehavior: 'skip',
    });
    expect([paused.sid, paused.status]).toEqual([created.sid, 'paused']);
    core.clock.advance(3000);
    expect((await recordings(created.sid).update({ status: 'in-progress' })).status).toBe(
      'in-progress',
    );
    core.clock.advance(2000);
    expect((await recordings(created.sid).update({ status: 'stopped' })).sid).toBe(created.sid);

    const fetched = await client.recordings(created.sid).fetch();
    expect(fetched).toMatchObject({
      sid: created.sid,
      status: 'completed',
      duration: identity === ACME ? 4 : '4',
      conferenceSid: null,
      errorCode: null,
      source: 'StartCallRecordingApi',
    });
    expect(fetched.dateCreated).toBeInstanceOf(Date);
    expect([fetched.dateCreated, fetched.startTime]).toEqual([startedAt, startedAt]);
    expect((await recordings(created.sid).fetch()).sid).toBe(created.sid);

    expect(await client.recordings(created.sid).transcriptions.list()).toEqual([]);
    expect(await recordings(created.sid).remove()).toBe(true);
    await expect(client.recordings(created.sid).fetch()).rejects.toMatchObject({
      status: 404,
      code: 20404,
    });
  });

  test('lists by list, each, page, next, previous and getPage', async () => {
    const { core } = rig.harness;
    const call = await newCall();
    const { recordings } = client.calls(call.id);
    const sids: string[] = [];
    for (let i = 0; i < 5; i += 1) {
      core.clock.advance(1000);
      const { sid } = await recordings.create();
      await recordings(sid).update({ status: 'stopped' });
      sids.unshift(sid);
    }
    const own = { callSid: call.id };
    expect((await recordings.list({ pageSize: 2 })).map(({ sid }) => sid)).toEqual(sids);
    expect((await recordings.list({ limit: 5000 })).map(({ sid }) => sid)).toEqual(sids);
    const three = await client.recordings.list({ ...own, limit: 3, pageSize: 2 });
    expect(three.map(({ sid }) => sid)).toEqual(sids.slice(0, 3));
    const found: string[] = [];
    await new Promise<void>((resolve, reject) => {
      client.recordings.each({
        ...own,
        pageSize: 2,
        callback: ({ sid }: { sid: string }) => found.push(sid),
        done: (error?: Error) => (error === undefined ? resolve() : reject(error)),
      });
    });
    expect(found).toEqual(sids);

    const first = await client.recordings.page({ ...own, pageSize: 2 });
    expect(first.instances.map(({ sid }) => sid)).toEqual(sids.slice(0, 2));
    expect(first.previousPageUrl).toBeUndefined();
    const second = await first.nextPage();
    expect(second?.instances.map(({ sid }) => sid)).toEqual(sids.slice(2, 4));
    const third = await second?.nextPage();
    expect(third?.instances.map(({ sid }) => sid)).toEqual(sids.slice(4));
    expect(third?.nextPageUrl).toBeUndefined();
    const again = await client.recordings.getPage(first.nextPageUrl ?? '');
    expect(again.instances.map(({ sid }) => sid)).toEqual(sids.slice(2, 4));
    const back = await again.previousPage();
    expect(back?.instances.map(({ sid }) => sid)).toEqual(sids.slice(0, 2));
    expect(third?.instances[0]?.dateCreated).toBeInstanceOf(Date);
    expect(await client.recordings(sids[4] ?? '').remove()).toBe(true);
    expect(await recordings.list()).toHaveLength(4);
  });

  test('filters by Date in every list, and keeps the filter from page to page', async () => {
    const { core } = rig.harness;
    const call = await newCall();
    const { recordings } = client.calls(call.id);
    core.clock.advance(DAY_MS - ((core.clock.now() + DAY_MS / 2) % DAY_MS));
    const noon = new Date(core.clock.now());
    for (let i = 0; i < 3; i += 1) {
      const { sid } = await recordings.create();
      await recordings(sid).update({ status: 'stopped' });
      core.clock.advance(DAY_MS);
    }
    const at = (days: number, hours = 0) =>
      new Date(noon.getTime() + days * DAY_MS + hours * 3_600_000);
    const count = async (filter: object) => [
      (await client.recordings.list({ callSid: call.id, pageSize: 1, ...filter })).length,
      (await recordings.list({ pageSize: 1, ...filter })).length,
    ];
    expect(await count({ dateCreated: at(1, 5) })).toEqual([1, 1]);
    expect(await count({ dateCreatedAfter: at(1) })).toEqual([2, 2]);
    expect(await count({ dateCreatedAfter: at(0, 1) })).toEqual([2, 3]);
    expect(await count({ dateCreatedBefore: at(2) })).toEqual([3, 2]);
    expect(await count({ dateCreatedAfter: at(0), dateCreatedBefore: at(1) })).toEqual([2, 1]);
    expect(await count({ dateCreatedAfter: at(9) })).toEqual([0, 0]);
  });

  test('pauses, resumes, stops, lists and deletes the recording of a conference', async () => {
    const { core } = rig.harness;
    const { conferenceSid, recording } = await recordConference(core, `on ${transport}`);
    const { recordings } = client.conferences(conferenceSid);
    const update = async (changes: object) =>
      (await recordings(recording.id).update(changes)).status;
    expect(await update({ status: 'paused', pauseBehavior: 'silence' })).toBe('paused');
    expect(await update({ status: 'in-progress' })).toBe('in-progress');
    const [listed] = await recordings.list({ limit: 20 });
    expect(listed).toMatchObject({ sid: recording.id, callSid: null, conferenceSid });
    expect((await client.recordings.list({ conferenceSid })).map(({ sid }) => sid)).toEqual([
      recording.id,
    ]);
    await expect(recordings(recording.id).remove()).rejects.toMatchObject({ status: 400 });
    await update({ status: 'stopped' });
    expect((await recordings(recording.id).fetch()).source).toBe('StartConferenceRecording');
    expect(await recordings(recording.id).remove()).toBe(true);
    expect(await recordings.list()).toEqual([]);
  });

  test('finds calls and conferences, live and past', async () => {
    const { core } = rig.harness;
    const call = await newCall();
    const { conferenceSid } = await recordConference(core, `found on ${transport}`);
    expect(await client.calls(call.id).fetch()).toMatchObject({
      sid: call.id,
      status: 'in-progress',
    });
    await core.hangUp(call);
    const completed = await client.calls.list({ status: 'completed', limit: 500 });
    expect(completed.map(({ sid }) => sid)).toContain(call.id);
    expect(completed.find(({ sid }) => sid === call.id)?.startTime).toBeInstanceOf(Date);
    const named = await client.conferences.list({
      friendlyName: `found on ${transport}`,
      status: 'in-progress',
    });
    expect(named.map(({ sid }) => sid)).toEqual([conferenceSid]);
    expect(await client.conferences(conferenceSid).fetch()).toMatchObject({
      friendlyName: `found on ${transport}`,
    });
    expect((await client.conferences.list()).map(({ sid }) => sid)).toContain(conferenceSid);
  });

  test('reports status, code and message of failures', async () => {
    const { core } = rig.harness;
    const call = await newCall();
    const { recordings } = client.calls(call.id);
    const refusal = (status: number, code: number) => ({
      status,
      code,
      moreInfo: `https://www.twilio.com/docs/errors/${code}`,
    });
    const ofAnotherCall = await storeRecording(core);
    await expect(recordings(ofAnotherCall.id).fetch()).rejects.toMatchObject(refusal(404, 20404));
    await expect(recordings('Twilio.CURRENT').update({ status: 'nope' })).rejects.toMatchObject(
      refusal(422, 10000),
    );
    await expect(recordings.create({ recordingStatusCallback: 'nope' })).rejects.toMatchObject(
      refusal(400, 21402),
    );
    await expect(client.recordings.page({ pageNumber: 2 })).rejects.toMatchObject(
      refusal(400, 54453),
    );
    await core.hangUp(call);
    await expect(recordings.create()).rejects.toMatchObject(refusal(400, 21220));
    const as = (token: string) => connect(rig, transport, { sid: identity.sid, token });
    await expect(as('wrong').recordings.list()).rejects.toMatchObject(refusal(401, 20003));
    await expect(as(ACME_MESSAGING.token).recordings.list()).rejects.toMatchObject(
      refusal(403, 20003),
    );
  });
});
