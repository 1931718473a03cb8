import type { Session } from '@tricord/core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ACME, type Harness, START, SYSTEM_ID, startHarness } from '../testing/harness.ts';

/**
 * docs/contracts/ari.md#what-a-recording-client-also-calls: GET and POST /channels/{id}/variable, with
 * values from the session's metadata. The rest is as observed on Asterisk 22.10.
 */
let ari: Harness;
let call: Session;
beforeEach(async () => {
  ari = await startHarness();
  call = await ari.core.liveSession(ACME, {
    externalId: 'c1',
    line: { directoryNumber: '101' },
    local: { firstName: 'John', lastName: 'Doe' },
    remote: { firstName: 'Jane', phoneNumber: '+39055' },
    metadata: { FOO: 'bar', EXTEN: 'hidden', EMPTY: '' },
  });
});
afterEach(() => ari.close());

const VARIABLE = '/ari/channels/c1/variable';
const read = (name: string) => ari.pbx.get(VARIABLE).query({ variable: name });
const write = (variable: string, value?: string) =>
  ari.pbx.post(VARIABLE).query({ variable, ...(value === undefined ? {} : { value }) });

describe('GET', () => {
  test.each([
    ['FOO', 'bar'],
    ['EMPTY', ''],
    ['CALLERID(num)', '+39055'],
    ['CALLERID(number)', '+39055'],
    ['CALLERID(name)', 'Jane'],
    ['CALLERID(all)', '"Jane" <+39055>'],
    ['CALLERID(rdnis)', ''],
    ['CONNECTEDLINE(num)', '101'],
    ['CONNECTEDLINE(name)', 'John Doe'],
    ['CHANNEL(state)', 'Up'],
    ['CHANNEL(language)', 'en'],
    ['CHANNEL(uniqueid)', 'c1'],
    ['CHANNEL(channeltype)', 'Simulated'],
    ['UNIQUEID', 'c1'],
    ['EXTEN', '101'],
    ['CONTEXT', 'default'],
    ['PRIORITY', '1'],
    ['EPOCH', String(Date.parse('2026-01-02T03:04:05Z') / 1000)],
  ])('%s is %j', async (name, value) => {
    expect((await read(name).expect(200)).body).toEqual({ value });
  });

  test("the channel's name, as variable and as function", async () => {
    for (const name of ['CHANNEL', 'CHANNEL(name)']) {
      expect((await read(name).expect(200)).body).toEqual({ value: `Simulated/${call.id}` });
    }
  });

  test.each(['nope', 'foo', 'CALLERID', 'CALLERID(num', '__proto__', 'toString'])(
    '404 for %s, which was not set',
    async (name) => {
      const response = await read(name).expect(404);
      expect(response.body).toEqual({ message: 'Provided variable was not found' });
    },
  );

  test.each(['CALLERID()', 'callerid(num)', 'CHANNEL(nope)', 'DB(x/y)'])(
    '500 for the function %s, which cannot be read, as in Asterisk',
    async (name) => {
      const response = await read(name).expect(500);
      expect(response.body).toEqual({ message: 'Unable to read provided function' });
    },
  );

  test('400 without a variable, before anything else; 404 for an unknown channel', async () => {
    for (const path of [VARIABLE, `${VARIABLE}?variable=`, '/ari/channels/none/variable']) {
      const response = await ari.pbx.get(path).expect(400);
      expect(response.body).toEqual({ message: 'Variable name is required' });
    }
    const response = await ari.pbx.get('/ari/channels/none/variable?variable=x').expect(404);
    expect(response.body).toEqual({ message: 'Provided channel was not found' });
  });
});

describe('POST', () => {
  test("writes the call's metadata: 204, and it can be read", async () => {
    await write('X Y/ü', 'a b').expect(204);
    expect((await read('X Y/ü').expect(200)).body).toEqual({ value: 'a b' });
    const session = await ari.core.catalog.sessions.get(ACME, call.id);
    expect(session?.call.metadata).toMatchObject({ FOO: 'bar', 'X Y/ü': 'a b' });
  });

  test('takes JSON; without a value the variable is empty', async () => {
    await ari.pbx.post(VARIABLE).send({ variable: 'A', value: '1' }).expect(204);
    expect((await read('A')).body).toEqual({ value: '1' });
    await write('A').expect(204);
    expect((await read('A')).body).toEqual({ value: '' });
  });

  test('underscores in front, by which Asterisk hands variables on, are not part of the name', async () => {
    await write('_B', '2').expect(204);
    await write('__C', '3').expect(204);
    expect((await read('B')).body).toEqual({ value: '2' });
    expect((await read('C')).body).toEqual({ value: '3' });
    await read('_B').expect(404);
  });

  test('the caller and the connected line', async () => {
    await write('CALLERID(name)', 'Zoe').expect(204);
    await write('CALLERID(num)', '7').expect(204);
    await write('CONNECTEDLINE(name)', 'Desk').expect(204);
    const { body } = await ari.pbx.get('/ari/channels/c1').expect(200);
    expect(body).toMatchObject({
      caller: { name: 'Zoe', number: '7' },
      connected: { name: 'Desk', number: '101' },
    });
  });

  test('a function that takes no value is a 204 without effect, as in Asterisk', async () => {
    const before = (await ari.pbx.get('/ari/channels/c1')).body;
    for (const name of ['CHANNEL(name)', 'NOSUCH(x)', 'CALLERID(nope)', 'toString(num)']) {
      await write(name, 'z').expect(204);
    }
    expect((await ari.pbx.get('/ari/channels/c1')).body).toEqual(before);
    expect((await ari.core.catalog.sessions.get(ACME, call.id))?.call).toEqual(call.call);
  });

  test('ChannelVarset with the name as it was given, and ChannelCallerId', async () => {
    const events = await ari.events();
    await write('_B', '2').expect(204);
    await write('CALLERID(num)', '7').expect(204);
    const channel = (await ari.pbx.get('/ari/channels/c1')).body;
    const by = { timestamp: START, asterisk_id: SYSTEM_ID, application: 'recorder' };
    expect(await events.next()).toEqual({
      type: 'ChannelVarset',
      variable: '_B',
      value: '2',
      channel: { ...channel, caller: { name: 'Jane', number: '+39055' } },
      ...by,
    });
    expect(await events.next()).toEqual({
      type: 'ChannelCallerId',
      caller_presentation: 0,
      caller_presentation_txt: 'Presentation Allowed, Not Screened',
      channel,
      ...by,
    });
  });

  test('400 without a variable, 404 for an unknown channel', async () => {
    const response = await ari.pbx.post(VARIABLE).expect(400);
    expect(response.body).toEqual({ message: 'Variable name is required' });
    await ari.pbx.post('/ari/channels/none/variable?variable=x').expect(404);
  });

  test('400 for more variables than a call may have; existing ones may change', async () => {
    const metadata = Object.fromEntries(Array.from({ length: 100 }, (_, n) => [`V${n}`, '']));
    await ari.core.liveSession(ACME, { externalId: 'full', metadata });
    const full = '/ari/channels/full/variable';
    const response = await ari.pbx.post(`${full}?variable=W&value=1`).expect(400);
    expect(response.body).toEqual({ message: 'Too many variables' });
    await ari.pbx.post(`${full}?variable=V7&value=1`).expect(204);
  });

  test('400 for a name or value that is too long', async () => {
    await write('A', 'x'.repeat(4096)).expect(204);
    await write('CALLERID(num)', '7'.repeat(256)).expect(204);
    const refused = [
      write('A', 'x'.repeat(4097)),
      write('A'.repeat(257), '1'),
      write('CALLERID(num)', '7'.repeat(257)),
    ];
    for (const request of refused) {
      expect((await request.expect(400)).body).toEqual({ message: 'Error parsing request' });
    }
  });
});
