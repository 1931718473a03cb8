import { randomUUID } from 'node:crypto';
import { installationFolder } from '@tricord/lab';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { AriEvents } from './ari-events.ts';
import { describeInterop } from './describe-interop.ts';
import { InteropBench } from './interop-bench.ts';
import { recordedCallOf } from './recorded-call.ts';
import { soundSpans } from './sound-spans.ts';
import { LEAD_MS, steadyTone, TAIL_MS } from './test-sound.ts';

const TONE_MS = 2000;

const application = (id: string, address: string) => `AudioSocket(${id},${address})`;
const channel = (id: string, address: string) => `Dial(AudioSocket/${address}/${id}/c(slin))`;
const webSocket = (control: string) => (id: string) =>
  `Dial(WebSocket/tricord/c(ulaw)f(${control})v(uuid=${id}))`;

describeInterop('DTMF in calls of Asterisk', () => {
  let bench: InteropBench;
  /** Asterisk's events for far ends in a Stasis application. */
  let farEnds: AriEvents;
  beforeAll(async () => {
    bench = await InteropBench.open();
    const { ariUrl: url, users } = bench.asterisk;
    farEnds = await AriEvents.open({ url, application: 'far-ends', ...users.readWrite });
  });
  afterAll(async () => {
    farEnds?.close();
    await bench?.close();
  });

  async function callUntilHash(
    far: string,
    near: typeof application,
    via: 'local' | 'ulaw',
  ): Promise<string> {
    const sessionId = randomUUID();
    await bench.asterisk.originate({ far, near: [near(sessionId, bench.audioSocket)], via });
    await bench.events.ofSession('StasisStart', sessionId);
    await bench.native.send('POST', '/recordings', { json: { sessionId, terminateOn: '#' } });
    return sessionId;
  }

  test.each([
    { form: 'AudioSocket application', near: application, via: 'local' },
    { form: 'AudioSocket application, over SIP', near: application, via: 'ulaw' },
    { form: 'AudioSocket channel', near: channel, via: 'local' },
    { form: 'AudioSocket channel, over SIP', near: channel, via: 'ulaw' },
    { form: 'WebSocket channel, JSON', near: webSocket('json'), via: 'local' },
    { form: 'WebSocket channel, text, over SIP', near: webSocket('plain-text'), via: 'ulaw' },
  ] as const)('# ends a recording that waits for it: $form', async ({ near, via }) => {
    const sessionId = await callUntilHash('digits-12#', near, via);
    await bench.events.ofSession('ChannelDestroyed', sessionId);
    const { recording } = await recordedCallOf(bench, sessionId);
    expect(recording).toMatchObject({ state: 'done', endReason: 'dtmf' });
    const types = bench.events.all.map(({ type }) => type);
    expect(types.slice(-3)).toEqual(['RecordingFinished', 'StasisEnd', 'ChannelDestroyed']);
  });

  test('# ends the recording and keeps what came before it; the call continues', async () => {
    const sound = await bench.soundOf(steadyTone(700, TONE_MS));
    const home = bench.asterisk.folder.slice(installationFolder.length);
    const media = `sound:${home}/sounds/${sound}`;

    const sessionId = await callUntilHash('stasis-far-ends', application, 'local');
    const { channel: farEnd } = await farEnds.first(({ type }) => type === 'StasisStart');
    const commands = `/channels/${farEnd?.id}`;
    await bench.asterisk.ari('POST', `${commands}/play`, { media });
    await farEnds.first(({ type }) => type === 'PlaybackFinished');
    await bench.asterisk.ari('POST', `${commands}/dtmf`, { dtmf: '12#' });
    await bench.events.first(({ type, recording }) => {
      return type === 'RecordingFinished' && recording?.target_uri === `channel:${sessionId}`;
    });
    expect(await bench.native.json('GET', `/sessions/${sessionId}`)).toMatchObject({
      state: 'live',
    });
    await bench.asterisk.ari('DELETE', commands);
    await bench.events.ofSession('StasisEnd', sessionId);

    const { recording, samples, sampleRateHz } = await recordedCallOf(bench, sessionId);
    expect(recording).toMatchObject({ state: 'done', endReason: 'dtmf' });
    const spans = soundSpans(samples, sampleRateHz);
    expect(spans).toHaveLength(1);
    const { startMs = 0, endMs = 0 } = spans[0] ?? {};
    expect(Math.abs(endMs - startMs - TONE_MS)).toBeLessThanOrEqual(40);
    expect(Math.abs((samples.length * 1000) / sampleRateHz - endMs - TAIL_MS)).toBeLessThan(40);
    expect(Math.abs(startMs - LEAD_MS)).toBeLessThanOrEqual(40);
  });
});
