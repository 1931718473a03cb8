import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { type Asterisk, type Channel, type OriginateOptions, startAsterisk } from '@tricord/lab';
import { frequencyOf } from '@tricord/testkit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { AudioSocketReceiver, type ReceivedCall } from './audiosocket-receiver.ts';
import { describeInterop } from './describe-interop.ts';

describeInterop('the lab', () => {
  let asterisk: Asterisk;
  let receiver: AudioSocketReceiver;

  beforeAll(async () => {
    receiver = await AudioSocketReceiver.open();
    asterisk = await startAsterisk();
  });
  afterAll(async () => {
    await asterisk?.stop();
    receiver.close();
  });

  const dial = (
    far: string,
    step: string,
    call: Partial<OriginateOptions> = {},
  ): Promise<Channel> => asterisk.originate({ far, near: [step], ...call });
  const asApplication = (uuid: string) => `AudioSocket(${uuid},${receiver.address})`;
  const asChannel = (uuid: string) => `Dial(AudioSocket/${receiver.address}/${uuid}/c(slin16))`;

  /** Receives a call of one second with this tone. */
  async function audioOf(
    frequencyHz: number,
    step: (uuid: string) => string,
    call?: Partial<OriginateOptions>,
  ): Promise<ReceivedCall> {
    const uuid = randomUUID();
    const { id } = await dial(`tone-${frequencyHz}`, step(uuid), call);
    await wait(1000);
    await asterisk.ari('DELETE', `/channels/${id}`);
    const received = receiver.call(uuid);
    if (received === undefined) throw new Error('no connection carried the UUID');
    // Skips the first tenth of a second, which may be silent.
    const heard = Int16Array.from(received.samples.slice(received.sampleRateHz / 10));
    expect(Math.abs(frequencyOf(heard, received.sampleRateHz) - frequencyHz)).toBeLessThan(2);
    return received;
  }

  test('is an Asterisk 22 with a read-only user', async () => {
    const { system } = await asterisk.ari('GET', '/asterisk/info');
    expect(system.version).toMatch(/^22\./);
    const { username, password } = asterisk.users.readOnly;
    const url = `${asterisk.ariUrl}/recordings/stored/none?api_key=${username}:${password}`;
    expect((await fetch(url)).status).toBe(404);
    expect((await fetch(url, { method: 'DELETE' })).status).toBe(403);
  });

  test('sends a tone by the AudioSocket application', async () => {
    expect((await audioOf(440, asApplication)).sampleRateHz).toBe(8000);
  });

  test('sends a tone by an AudioSocket channel at 16 kHz', async () => {
    expect((await audioOf(1000, asChannel, { format: 'slin16' })).sampleRateHz).toBe(16_000);
  });

  test('sends a tone received over SIP and RTP', async () => {
    await audioOf(600, asApplication, { via: 'ulaw' });
  });

  test('handles 20 simultaneous calls and ends all of them', async () => {
    const uuids = Array.from({ length: 20 }, () => randomUUID());
    await Promise.all(uuids.map((uuid) => dial('beeps-500', asApplication(uuid))));
    await wait(1000);
    expect(uuids.filter((uuid) => receiver.call(uuid) !== undefined)).toEqual(uuids);
    await asterisk.cli('channel request hangup all');
    await wait(300);
    expect(await asterisk.ari('GET', '/channels')).toEqual([]);
  });
});
