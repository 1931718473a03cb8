import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { basic } from '../demo/http-client.ts';
import { AriEvents } from '../testing/ari-events.ts';
import {
  type AriSide,
  type Exchange,
  recordByAri,
  recordingEvents,
} from '../testing/ari-scenario.ts';
import { describeInterop } from '../testing/describe-interop.ts';
import { InteropBench } from '../testing/interop-bench.ts';
import { AUTHORIZATION } from '../testing/test-config.ts';

describeInterop("a client of ARI sees the same of Asterisk's recordings and of ours", () => {
  let bench: InteropBench;
  let theirs: AriSide;
  let ours: AriSide;
  let told: { readonly theirs: readonly Exchange[]; readonly ours: readonly Exchange[] };

  beforeAll(async () => {
    bench = await InteropBench.open();
    [theirs, ours] = await Promise.all([callInAsterisk(), callInGateway()]);
    const [byThem, byUs] = await Promise.all([recordByAri(theirs), recordByAri(ours)]);
    told = { theirs: byThem, ours: byUs };
  });
  afterAll(async () => {
    theirs?.events.close();
    await bench?.close();
  });

  async function callInAsterisk(): Promise<AriSide> {
    const { ariUrl: url, users } = bench.asterisk;
    const events = await AriEvents.open({ url, application: 'bench', ...users.readWrite });
    const { id } = await bench.asterisk.originate({ far: 'tone-440', app: 'bench' });
    await events.ofChannel('StasisStart', id);
    const { username, password } = users.readWrite;
    return {
      url,
      authorization: basic(username, password),
      events,
      channelId: id,
      hangUp: () => hangUp(id),
    };
  }

  async function callInGateway(): Promise<AriSide> {
    const channelId = randomUUID();
    const near = [`AudioSocket(${channelId},${bench.audioSocket})`];
    const { id } = await bench.asterisk.originate({ far: 'tone-440', near });
    await bench.events.ofChannel('StasisStart', channelId);
    return {
      url: `${bench.gateway.url}/ari`,
      authorization: AUTHORIZATION.asterisk,
      events: bench.events,
      channelId,
      hangUp: () => hangUp(id),
    };
  }

  function hangUp(id: string): Promise<unknown> {
    return bench.asterisk.ari('DELETE', `/channels/${id}`);
  }

  test('in answers: status, type, location, body', () => {
    expect(told.theirs).toHaveLength(21);
    expect(told.ours).toEqual(told.theirs);
  });

  test('in events: order and members', () => {
    expect(recordingEvents(theirs)).toHaveLength(6);
    expect(recordingEvents(ours)).toEqual(recordingEvents(theirs));
  });
});
