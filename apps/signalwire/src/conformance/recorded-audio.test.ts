// docs/contracts/laml.md#endpoints, create and update: what their parameters do to the audio that a client downloads.
import { Readable } from 'node:stream';
import { deinterleave, readMp3Stream } from '@tricord/audio';
import { energyOf, frequencyOf, tone } from '@tricord/testkit';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { AudioRig } from '../testing/audio-rig.ts';

const RATE_HZ = 8000;
const beep = (frequencyHz: number, durationMs: number) =>
  tone({ frequencyHz, durationMs, amplitude: 0.3 });
const silence = (durationMs: number) => new Int16Array((durationMs * RATE_HZ) / 1000);
const part = (samples: Int16Array | undefined, fromMs: number, toMs: number) =>
  (samples ?? new Int16Array()).subarray(fromMs * 8, toMs * 8);

let rig: AudioRig;
beforeEach(async () => {
  rig = await AudioRig.open();
});
afterEach(() => rig.close());

describe('PauseBehavior', () => {
  /** One second of 400 Hz, a pause of 2 s in which 1200 Hz is sent, and one second of 800 Hz. */
  async function recordWithPause(pause: object): Promise<string> {
    const call = await rig.call();
    const sid = await rig.record(call);
    const update = (form: object) => rig.post(`/Calls/${call.id}/Recordings/${sid}`, form);
    rig.speak(call, { remote: beep(400, 1000) });
    await update({ Status: 'paused', ...pause });
    rig.speak(call, { remote: beep(1200, 2000) });
    await update({ Status: 'in-progress' });
    rig.speak(call, { remote: beep(800, 1000) });
    await update({ Status: 'stopped' });
    return sid;
  }

  test('skip: the recording is shorter by the pause', async () => {
    const sid = await recordWithPause({ PauseBehavior: 'skip' });
    const [recorded] = (await rig.audio(sid)).channels;
    expect(recorded).toHaveLength(2 * RATE_HZ);
    expect(frequencyOf(part(recorded, 0, 1000), RATE_HZ)).toBeCloseTo(400, -1);
    expect(frequencyOf(part(recorded, 1000, 2000), RATE_HZ)).toBeCloseTo(800, -1);
    expect((await rig.fetch(`/Recordings/${sid}.json`)).body.duration).toBe(2);
  });

  test.each([{}, { PauseBehavior: 'silence' }])(
    'silence, also by default (%j): the recording contains the pause as silence',
    async (pause) => {
      const sid = await recordWithPause(pause);
      const [recorded] = (await rig.audio(sid)).channels;
      expect(recorded).toHaveLength(4 * RATE_HZ);
      expect(frequencyOf(part(recorded, 0, 1000), RATE_HZ)).toBeCloseTo(400, -1);
      expect(energyOf(part(recorded, 1000, 3000))).toBe(0);
      expect(frequencyOf(part(recorded, 3000, 4000), RATE_HZ)).toBeCloseTo(800, -1);
      expect((await rig.fetch(`/Recordings/${sid}.json`)).body.duration).toBe(4);
    },
  );

  test('each pause has its own behavior', async () => {
    const call = await rig.call();
    const sid = await rig.record(call);
    const current = `/Calls/${call.id}/Recordings/Twilio.CURRENT`;
    for (const PauseBehavior of ['skip', 'silence'] as const) {
      rig.speak(call, { remote: beep(400, 1000) });
      await rig.post(current, { Status: 'paused', PauseBehavior });
      rig.speak(call, { remote: beep(1200, 1000) });
      await rig.post(current, { Status: 'in-progress' });
    }
    await rig.post(current, { Status: 'stopped' });
    const [recorded] = (await rig.audio(sid)).channels;
    expect(recorded).toHaveLength(3 * RATE_HZ);
    expect(energyOf(part(recorded, 0, 2000))).toBeGreaterThan(0.1);
    expect(energyOf(part(recorded, 2000, 3000))).toBe(0);
  });
});

describe('RecordingChannels and RecordingTrack', () => {
  /** Our side says 300 Hz, the other one 900 Hz. */
  async function record(form: object): Promise<string> {
    const call = await rig.call();
    const sid = await rig.record(call, form);
    rig.speak(call, { local: beep(300, 1000), remote: beep(900, 1000) });
    await rig.post(`/Calls/${call.id}/Recordings/${sid}`, { Status: 'stopped' });
    return sid;
  }
  const pitches = (channels: readonly Int16Array[]) =>
    channels.map((samples) => Math.round(frequencyOf(samples, RATE_HZ) / 10) * 10);
  /** What is left of a mix once one side is taken off it, as energy. */
  const without = (mix: Int16Array, side: Int16Array) =>
    mix.map((sample, i) => sample - (side[i] ?? 0));

  // Twilio: the first channel is the inbound party's.
  test('dual: the other side left, ours right; RequestedChannels=1 mixes them', async () => {
    const sid = await record({ RecordingChannels: 'dual' });
    expect(pitches((await rig.audio(sid)).channels)).toEqual([900, 300]);
    expect(pitches((await rig.audio(sid, '?RequestedChannels=2')).channels)).toEqual([900, 300]);
    const mixed = (await rig.audio(sid, '?RequestedChannels=1')).channels;
    expect(mixed).toHaveLength(1);
    const rest = without(mixed[0] ?? new Int16Array(), beep(300, 1000));
    expect(pitches([rest])).toEqual([900]);
    expect((await rig.fetch(`/Recordings/${sid}.json`)).body.channels).toBe('2');
  });

  test('dual as MP3: the sides are where they are in the WAV', async () => {
    const sid = await record({ RecordingChannels: 'dual' });
    const { body } = await rig.fetch(`/Recordings/${sid}.mp3`);
    const { samples } = await readMp3Stream(Readable.from([body]));
    const heard: number[] = [];
    for await (const piece of samples) heard.push(...piece);
    expect(pitches(deinterleave(Int16Array.from(heard), 2))).toEqual([900, 300]);
  });

  test('dual in the opposite order, if the account is configured so', async () => {
    await rig.close();
    rig = await AudioRig.open(() => ({ stereo: 'local-left' }));
    const sid = await record({ RecordingChannels: 'dual' });
    expect(pitches((await rig.audio(sid)).channels)).toEqual([300, 900]);
    expect(pitches((await rig.audio(sid, '?RequestedChannels=2')).channels)).toEqual([300, 900]);
  });

  test.each([{}, { RecordingChannels: 'mono', RecordingTrack: 'both' }])(
    'mono, also by default (%j): both sides in one channel',
    async (form) => {
      const { channels } = await rig.audio(await record(form));
      expect(channels).toHaveLength(1);
      const [mix = new Int16Array()] = channels;
      expect(pitches([without(mix, beep(900, 1000))])).toEqual([300]);
      expect(pitches([without(mix, beep(300, 1000))])).toEqual([900]);
    },
  );

  test.each([
    ['inbound', 900],
    ['outbound', 300],
  ])('%s: that side alone', async (RecordingTrack, pitch) => {
    const { channels } = await rig.audio(await record({ RecordingTrack }));
    expect(channels).toHaveLength(1);
    expect(channels[0]).toEqual(beep(pitch, 1000));
  });
});

describe('Trim', () => {
  async function record(form: object): Promise<string> {
    const call = await rig.call();
    const sid = await rig.record(call, form);
    for (const samples of [
      silence(1000),
      beep(400, 1000),
      silence(600),
      beep(400, 400),
      silence(1500),
    ]) {
      rig.speak(call, { remote: samples });
    }
    await rig.post(`/Calls/${call.id}/Recordings/${sid}`, { Status: 'stopped' });
    return sid;
  }

  test('trim-silence removes silence at both ends, but not in the middle', async () => {
    const sid = await record({ Trim: 'trim-silence' });
    const [recorded = new Int16Array()] = (await rig.audio(sid)).channels;
    expect(Math.abs(recorded.length / 8 - 2000)).toBeLessThanOrEqual(40);
    expect(energyOf(part(recorded, 0, 100))).toBeGreaterThan(0);
    expect(energyOf(part(recorded, 1100, 1500))).toBe(0);
    const { body } = await rig.fetch(`/Recordings/${sid}.json`);
    expect(body).toMatchObject({ duration: 2, trim: 'trim-silence' });
  });

  test.each([{}, { Trim: 'do-not-trim' }])('nothing is removed for %j', async (form) => {
    const [recorded] = (await rig.audio(await record(form))).channels;
    expect(recorded).toHaveLength(4.5 * RATE_HZ);
  });
});

test('the MP3 is available as soon as a stop has responded', async () => {
  const call = await rig.call();
  const sid = await rig.record(call);
  rig.speak(call, { remote: beep(400, 1000) });
  await rig.post(`/Calls/${call.id}/Recordings/${sid}`, { Status: 'stopped' });
  const { status, body } = await rig.fetch(`/Recordings/${sid}.mp3`);
  expect(status).toBe(200);
  expect(body.readUInt16BE(0)).toBe(0xffe3);
});
