import { describe, expect, test } from 'vitest';
import { ACME, type NativeFixture, nativeFixture } from '../testing/native-fixture.ts';

interface Call {
  readonly remote?: string;
  readonly direction?: 'incoming' | 'outgoing';
  readonly seconds?: number;
  readonly externalId?: string;
  readonly metadata?: Record<string, string>;
  readonly edit?: object;
}

async function record(native: NativeFixture, call: Call): Promise<string> {
  const { remote, direction, seconds = 10, edit, ...rest } = call;
  const session = await native.core.liveSession(ACME, {
    ...rest,
    ...(direction === undefined ? {} : { direction }),
    ...(remote === undefined ? {} : { remote: { lastName: 'Müller', phoneNumber: remote } }),
  });
  const { body } = await native.request('post', '/recordings').send({ sessionId: session.id });
  native.core.clock.advance(seconds * 1000);
  await native.request('post', `/recordings/${body.id}/stop`).expect(200);
  if (edit !== undefined) {
    await native.request('patch', `/recordings/${body.id}`).send(edit).expect(200);
  }
  return body.id;
}

async function fixture() {
  const native = nativeFixture();
  const first = await record(native, {
    ...{ remote: '+49301234567', direction: 'incoming', seconds: 30, externalId: 'chan-1' },
    metadata: { ticket: '7', queue: 'a=b' },
    edit: { note: 'Calls back on Friday', tags: ['vip', 'claim 7'] },
  });
  const second = await record(native, {
    ...{ remote: '+49309999999', direction: 'outgoing', seconds: 60, externalId: 'chan-2' },
    metadata: { ticket: '8' },
    edit: { name: 'straße', tags: ['vip'] },
  });
  const found = async (query: Record<string, string | string[]>) => {
    const pairs = Object.entries(query).flatMap(([name, values]) =>
      [values].flat().map((value): [string, string] => [name, value]),
    );
    const response = await native.request('get', `/recordings?${new URLSearchParams(pairs)}`);
    expect(response.status).toBe(200);
    return response.body.recordings.map(({ id }: { id: string }) => id);
  };
  return { native, first, second, found };
}

describe('GET /recordings finds recordings', () => {
  test.each<[string, Record<string, string | string[]>, ('first' | 'second')[]]>([
    ['by the remote number', { remoteNumber: '+49301234567' }, ['first']],
    ['by the remote number as a whole', { remoteNumber: '4930' }, []],
    ['by direction', { direction: 'outgoing' }, ['second']],
    [
      'by length, both ends included',
      { durationFromMs: '30000', durationToMs: '30000' },
      ['first'],
    ],
    ['by length, from', { durationFromMs: '30000.5' }, ['second']],
    ['by the external id', { externalId: 'chan-2' }, ['second']],
    ['by metadata', { metadata: 'ticket=7' }, ['first']],
    ['by metadata with an equals sign in it', { metadata: ['ticket=7', 'queue=a=b'] }, ['first']],
    ['by metadata, all of it', { metadata: ['ticket=8', 'queue=a=b'] }, []],
    ['by a tag', { tag: 'vip' }, ['second', 'first']],
    ['by several tags', { tag: ['vip', 'claim 7'] }, ['first']],
    ['by words of the note', { q: 'FRIDAY calls' }, ['first']],
    ['by a name without its accents', { q: 'muller' }, ['second', 'first']],
    ['by a part of a number', { q: '0123' }, ['first']],
    ['by the name of the recording', { q: 'STRASSE' }, ['second']],
    ['by two letters', { q: 'ß' }, ['second']],
    ['by words that are not all there', { q: 'friday 9999' }, []],
    ['by what a full-text index would take for an operator', { q: '"vip" OR *' }, []],
    [
      'by all of these together',
      { q: 'vip', tag: 'vip', direction: 'incoming', state: 'done' },
      ['first'],
    ],
  ])('%s', async (_how, query, expected) => {
    const { found, ...ids } = await fixture();
    expect(await found(query)).toEqual(expected.map((which) => ids[which]));
  });

  test('in pages', async () => {
    const { native, first, second } = await fixture();
    const page = await native.request('get', '/recordings?q=vip&limit=1').expect(200);
    expect(page.body.recordings).toMatchObject([{ id: second }]);
    const after = encodeURIComponent(page.body.next);
    const rest = await native
      .request('get', `/recordings?q=vip&limit=1&after=${after}`)
      .expect(200);
    expect(rest.body.recordings).toMatchObject([{ id: first }]);
    expect(rest.body).not.toHaveProperty('next');
    await native.request('get', `/recordings?q=other&limit=1&after=${after}`).expect(400);
  });

  test('of its own account only', async () => {
    const { native } = await fixture();
    const { body } = await native.request('get', '/recordings?q=vip', 'other-admin').expect(200);
    expect(body.recordings).toEqual([]);
  });

  test.each([
    'direction=sideways',
    'durationFromMs=long',
    'durationToMs=-1',
    'metadata=ticket',
    `q=${'x'.repeat(257)}`,
    'tag=',
    'remoteNumber=',
  ])('and refuses %s: 400', async (query) => {
    const { request } = nativeFixture();
    expect((await request('get', `/recordings?${query}`)).status).toBe(400);
  });
});
