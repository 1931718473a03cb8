import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Harness, START, SYSTEM_ID, startHarness } from '../testing/harness.ts';

/** docs/contracts/ari.md#what-a-recording-client-also-calls: asterisk/info and asterisk/ping. */
let ari: Harness;
beforeAll(async () => {
  ari = await startHarness();
});
afterAll(() => ari.close());

describe('GET /asterisk/info', () => {
  const info = async (query = '') =>
    (await ari.viewer.get(`/ari/asterisk/info${query}`).expect(200)).body;

  test('has every key that Asterisk has', async () => {
    expect(await info()).toEqual({
      build: {
        os: expect.stringMatching(/./),
        kernel: expect.stringMatching(/./),
        machine: expect.stringMatching(/./),
        options: '',
        date: 'unknown',
        user: 'unknown',
      },
      system: { version: expect.anything(), entity_id: SYSTEM_ID },
      config: { name: '', default_language: 'en', setid: { user: '', group: '' } },
      status: { startup_time: START, last_reload_time: START },
    });
  });

  test("has the emulated Asterisk version and Tricord's own", async () => {
    const { version } = (await info()).system;
    expect(version).toMatch(/^22\.\d+\.\d+\+tricord\.\d+\.\d+\.\d+$/);
  });

  test.each([
    ['?only=system', ['system']],
    ['?only=status,Build', ['build', 'status']],
    ['?only=build&only=config', ['config']],
    ['?only=system,', ['system']],
    ['?only=nothing', []],
    ['?only=', ['build', 'system', 'config', 'status']],
  ])('%s: the sections %j', async (query, sections) => {
    expect(Object.keys(await info(query))).toEqual(sections);
  });

  test('accepts the sections as a JSON list', async () => {
    const response = await ari.pbx
      .get('/ari/asterisk/info')
      .set('Content-Type', 'application/json')
      .send({ only: ['system', 'status'] })
      .expect(200);
    expect(Object.keys(response.body)).toEqual(['system', 'status']);
  });
});

test('GET /asterisk/ping: pong, time and system id', async () => {
  ari.core.clock.advance(1500);
  const response = await ari.viewer.get('/ari/asterisk/ping').expect(200);
  expect(response.body).toEqual({
    ping: 'pong',
    timestamp: '2026-01-02T03:04:06.500+0000',
    asterisk_id: SYSTEM_ID,
  });
});
