// docs/contracts/laml.md#traps-that-break-existing-clients: a day in the life of the unmodified SDKs, which are given nothing
// but a URL and a token.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ACME, recordConference } from '../testing/harness.ts';
import { SDKS, type SdkClient } from '../testing/sdk-clients.ts';
import { SdkRig } from '../testing/sdk-rig.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const CALLER = '+390123';
const LINE = '101';

const sids = (items: readonly { readonly sid: string }[]) => items.map(({ sid }) => sid);

describe.each(SDKS)('%s', (_name, identity, connect) => {
  let rig: SdkRig;
  let client: SdkClient;
  /** The methods that were called, in order. */
  const called: string[] = [];
  beforeAll(async () => {
    rig = await SdkRig.open();
    client = connect(rig, 'http');
  });
  afterAll(() => rig.close());

  async function by<T>(method: string, answer: Promise<T> | undefined): Promise<T> {
    called.push(method);
    if (answer === undefined) throw new Error(`${method} has nothing to ask for`);
    return await answer;
  }

  /** What `each` of a list hands over. */
  function each(list: { each(options: object): void }, options: object): Promise<string[]> {
    return new Promise((resolve, reject) => {
      const found: string[] = [];
      list.each({
        ...options,
        callback: ({ sid }: { sid: string }) => found.push(sid),
        done: (error?: Error) => (error === undefined ? resolve(found) : reject(error)),
      });
    });
  }

  const download = (uri: string) =>
    by('request', client.request({ method: 'get', uri: rig.urlOf('http') + uri }));

  test('a scenario of 60 calls of its methods', async () => {
    const { core } = rig.harness;

    // The account, as one checks one's credentials.
    const account = await by('accounts().fetch', client.api.accounts(identity.sid).fetch());
    expect(account).toMatchObject({ sid: identity.sid, friendlyName: 'acme', status: 'active' });
    expect(sids(await by('accounts.list', client.api.accounts.list()))).toEqual([identity.sid]);
    const accounts = await by('accounts.page', client.api.accounts.page());
    expect(sids(accounts.instances)).toEqual([identity.sid]);

    // Two calls, one in and one out, found in every way there is.
    const began = new Date(core.clock.now());
    const inbound = await core.liveSession(ACME.sid, {
      direction: 'incoming',
      line: { directoryNumber: LINE },
      remote: { phoneNumber: CALLER },
    });
    core.clock.advance(1000);
    const outbound = await core.liveSession(ACME.sid, {
      direction: 'outgoing',
      line: { directoryNumber: LINE },
      remote: { phoneNumber: '+44111' },
    });
    const both = [outbound.id, inbound.id];
    const { calls } = client;
    const call = await by('calls().fetch', calls(inbound.id).fetch());
    expect(call).toMatchObject({ from: CALLER, to: LINE, status: 'in-progress', startTime: began });
    const found: readonly [filter: object, sids: readonly string[]][] = [
      [{}, both],
      [{ status: 'in-progress' }, both],
      [{ from: CALLER }, [inbound.id]],
      [{ to: LINE }, [inbound.id]],
      [{ startTimeAfter: new Date(began.getTime() + 1000) }, [outbound.id]],
      [{ startTimeBefore: began }, [inbound.id]],
      [{ startTime: began }, both],
      [{ parentCallSid: inbound.id }, []],
    ];
    for (const [filter, expected] of found) {
      const list = await by('calls.list', calls.list({ ...filter, limit: 20 }));
      expect({ filter, sids: sids(list) }).toEqual({ filter, sids: expected });
    }
    const newer = await by('calls.page', calls.page({ pageSize: 1 }));
    const older = await by('calls.page.nextPage', newer.nextPage());
    expect([...sids(newer.instances), ...sids(older.instances)]).toEqual(both);
    const back = await by('calls.page.previousPage', older.previousPage());
    expect(sids(back.instances)).toEqual([outbound.id]);
    const again = await by('calls.getPage', calls.getPage(newer.nextPageUrl ?? ''));
    expect(sids(again.instances)).toEqual([inbound.id]);
    expect(await by('calls.each', each(calls, { pageSize: 1 }))).toEqual(both);

    // The first call is recorded, paused, stopped, read and downloaded.
    const { recordings } = calls(inbound.id);
    const first = await by('recordings.create', recordings.create());
    expect(first).toMatchObject({ status: 'in-progress', callSid: inbound.id, channels: 1 });
    const update = (sid: string, changes: object) =>
      by('recordings().update', recordings(sid).update(changes));
    core.clock.advance(2000);
    const pause = { status: 'paused', pauseBehavior: 'skip' };
    expect((await update('Twilio.CURRENT', pause)).status).toBe('paused');
    core.clock.advance(5000);
    expect((await update(first.sid, { status: 'in-progress' })).status).toBe('in-progress');
    core.clock.advance(2000);
    expect((await update(first.sid, { status: 'stopped' })).sid).toBe(first.sid);
    const ofCall = await by('calls().recordings().fetch', recordings(first.sid).fetch());
    expect([ofCall.status, Number(ofCall.duration)]).toEqual(['completed', 4]);
    const whole = await by('recordings().fetch', client.recordings(first.sid).fetch());
    expect(whole.uri).toBe(ofCall.uri);
    expect(sids(await by('calls().recordings.list', recordings.list()))).toEqual([first.sid]);
    const page = await by('calls().recordings.page', recordings.page({ pageSize: 1 }));
    expect(sids(page.instances)).toEqual([first.sid]);
    expect(await by('calls().recordings.each', each(recordings, {}))).toEqual([first.sid]);
    const { transcriptions } = client.recordings(first.sid);
    expect(await by('transcriptions.list', transcriptions.list())).toEqual([]);
    expect((await by('transcriptions.page', transcriptions.page())).instances).toEqual([]);
    for (const extension of ['', '.wav', '.mp3']) {
      expect((await download(whole.uri.replace('.json', extension))).statusCode).toBe(200);
    }

    // A second one, in two channels, with all that a create can say.
    core.clock.advance(DAY_MS);
    const second = await by(
      'recordings.create',
      recordings.create({
        ...{ recordingChannels: 'dual', recordingTrack: 'both', trim: 'trim-silence' },
        recordingStatusCallback: 'https://crm.example.com/done?n=M%FCller',
        recordingStatusCallbackMethod: 'GET',
        recordingStatusCallbackEvent: ['in-progress', 'completed'],
      }),
    );
    expect(second.channels).toBe(2);
    core.clock.advance(3000);
    await update(second.sid, { status: 'stopped' });
    const done = await by('recordings().fetch', client.recordings(second.sid).fetch());
    expect(done).toMatchObject({ status: 'completed', source: 'StartCallRecordingApi' });

    // The recordings of the account.
    const all = [second.sid, first.sid];
    const recorded: readonly [filter: object, sids: readonly string[]][] = [
      [{}, all],
      [{ callSid: inbound.id }, all],
      [{ callSid: outbound.id }, []],
      [{ dateCreated: began }, [first.sid]],
      [{ dateCreatedAfter: new Date(began.getTime() + DAY_MS) }, [second.sid]],
      [{ dateCreatedBefore: new Date(began.getTime() + DAY_MS) }, [first.sid]],
    ];
    for (const [filter, expected] of recorded) {
      const list = await by('recordings.list', client.recordings.list({ ...filter, limit: 20 }));
      expect({ filter, sids: sids(list) }).toEqual({ filter, sids: expected });
    }
    const latest = await by('recordings.page', client.recordings.page({ pageSize: 1 }));
    const earlier = await by('recordings.page.nextPage', latest.nextPage());
    expect([...sids(latest.instances), ...sids(earlier.instances)]).toEqual(all);
    const last = await by('recordings.page.previousPage', earlier.previousPage());
    expect(sids(last.instances)).toEqual([second.sid]);
    const next = await by(
      'recordings.getPage',
      client.recordings.getPage(latest.nextPageUrl ?? ''),
    );
    expect(sids(next.instances)).toEqual([first.sid]);
    expect(await by('recordings.each', each(client.recordings, { pageSize: 1 }))).toEqual(all);

    // A conference and its recording.
    const { conferenceSid, recording } = await recordConference(core, 'standup');
    const { conferences } = client;
    for (const filter of [{}, { friendlyName: 'standup' }, { status: 'in-progress' }]) {
      const list = await by('conferences.list', conferences.list({ ...filter, limit: 20 }));
      expect({ filter, sids: sids(list) }).toEqual({ filter, sids: [conferenceSid] });
    }
    const standup = await by('conferences().fetch', conferences(conferenceSid).fetch());
    expect(standup).toMatchObject({ friendlyName: 'standup', status: 'in-progress' });
    const mix = conferences(conferenceSid).recordings;
    const mixes = await by('conferences().recordings.list', mix.list());
    expect(sids(mixes)).toEqual([recording.id]);
    core.clock.advance(1000);
    const stop = mix(recording.id).update({ status: 'stopped' });
    await by('conferences().recordings().update', stop);
    const mixed = await by('conferences().recordings().fetch', mix(recording.id).fetch());
    expect(mixed).toMatchObject({ status: 'completed', conferenceSid, callSid: null });
    for (const extension of ['.wav', '.mp3']) {
      expect((await download(mixed.uri.replace('.json', extension))).statusCode).toBe(200);
    }

    // The end of all of it.
    const hungUp = calls(outbound.id).update({ status: 'completed' });
    expect((await by('calls().update', hungUp)).status).toBe('completed');
    expect((await by('calls().fetch', calls(outbound.id).fetch())).status).toBe('completed');
    for (const sid of all) {
      expect(await by('recordings().remove', client.recordings(sid).remove())).toBe(true);
    }
    const removed = mix(recording.id).remove();
    expect(await by('conferences().recordings().remove', removed)).toBe(true);
    expect(await by('recordings.list', client.recordings.list())).toEqual([]);

    expect(called).toHaveLength(60);
  });
});
