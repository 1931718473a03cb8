import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Harness, startHarness } from '../testing/harness.ts';

/** docs/contracts/ari.md#what-a-recording-client-also-calls: empty lists; answers observed on Asterisk 22.10.1. */
let ari: Harness;
beforeAll(async () => {
  ari = await startHarness();
});
afterAll(() => ari.close());

test.each(['endpoints', 'deviceStates', 'sounds', 'sounds?lang=en&format=gsm', 'mailboxes'])(
  'GET /%s is an empty list, also for read-only users',
  async (path) => {
    const response = await ari.viewer.get(`/ari/${path}`).expect(200);
    expect(response.body).toEqual([]);
  },
);

const ABSENT = [
  ['get', 'endpoints/PJSIP', 404, 'No Endpoints found - invalid tech PJSIP'],
  ['get', 'endpoints/PJSIP/alice', 404, 'Endpoint not found'],
  ['put', 'deviceStates/Stasis%3Alamp?deviceState=INUSE', 409, 'Uncontrolled device specified'],
  ['delete', 'deviceStates/Stasis%3Alamp', 409, 'Uncontrolled device specified'],
  ['get', 'sounds/tt-monkeys', 404, 'Sound not found'],
  ['get', 'mailboxes/100', 404, 'Mailbox is does not exist'],
  ['get', 'playbacks/x', 404, 'Playback not found'],
  ['delete', 'playbacks/x', 404, 'Playback not found'],
  ['post', 'playbacks/x/control', 400, 'Missing operation'],
  ['post', 'playbacks/x/control?operation=stop', 400, 'Invalid operation stop'],
  ['post', 'playbacks/x/control?operation=pause', 404, 'Playback not found'],
  ['get', 'playbacks', 405, 'Invalid method'],
] as const;
test.each(ABSENT)('%s /%s: %i %s', async (method, path, status, message) => {
  const response = await ari.pbx[method](`/ari/${path}`).expect(status);
  expect(response.body).toEqual({ message });
});

test('a device state is UNKNOWN for a Stasis device, and INVALID for any other', async () => {
  const stateOf = async (name: string) =>
    (await ari.pbx.get(`/ari/deviceStates/${encodeURIComponent(name)}`).expect(200)).body;
  expect(await stateOf('Stasis:lamp')).toEqual({ name: 'Stasis:lamp', state: 'UNKNOWN' });
  expect(await stateOf('PJSIP/alice')).toEqual({ name: 'PJSIP/alice', state: 'INVALID' });
});
