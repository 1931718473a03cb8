import { describe, expect, test } from 'vitest';
import {
  type NativeFixture,
  nativeFixture,
  recordingFor10s,
  UNKNOWN,
} from '../testing/native-fixture.ts';

const MERGE_PATCH = 'application/merge-patch+json';

async function stored(native: NativeFixture, name: string): Promise<string> {
  const { id } = await recordingFor10s(native, { name });
  await native.request('post', `/recordings/${id}/stop`).expect(200);
  return id;
}

describe('PATCH /recordings/{id}', () => {
  test.each(['live', 'ended'])(
    'changes the name, note and tags of one that is %s',
    async (when) => {
      const native = nativeFixture();
      const { id } = await recordingFor10s(native, { name: 'x' });
      const path = `/recordings/${id}`;
      if (when === 'ended') await native.request('post', `${path}/stop`).expect(200);
      const edit = {
        name: 'Müller, 2nd call',
        note: 'calls back\non Friday',
        tags: ['vip', 'claim 7'],
      };
      const changed = await native.request('patch', path).type(MERGE_PATCH).send(edit).expect(200);
      expect(changed.body).toMatchObject({ id, ...edit, noteAuthor: 'desktop' });
      const next = await native.request('patch', path).send({ note: null }).expect(200);
      expect(next.body).toMatchObject({ name: edit.name, tags: edit.tags });
      expect(next.body).not.toHaveProperty('note');
      expect(next.body).not.toHaveProperty('noteAuthor');
      if (when === 'live') await native.request('post', `${path}/stop`).expect(200);
      const { body } = await native.request('get', path);
      expect(body).toMatchObject({ state: 'done', name: edit.name, tags: edit.tags });
      const bare = await native.request('patch', path).send({ name: null, tags: [] }).expect(200);
      expect(bare.body.name).toBe(id);
      expect(bare.body).not.toHaveProperty('tags');
    },
  );

  test('is audited without the note and published; an edit without changes is neither', async () => {
    const native = nativeFixture();
    const id = await stored(native, 'x');
    for (const edit of [{ name: 'y', note: 'secret' }, { note: 'secret' }, {}]) {
      await native.request('patch', `/recordings/${id}`).send(edit).expect(200);
    }
    const { entries } = (await native.request('get', '/audit?action=recording.edit')).body;
    expect(entries).toMatchObject([
      {
        recordingId: id,
        actor: { username: 'desktop' },
        details: { changed: 'name,note', name: 'y' },
      },
    ]);
    expect(JSON.stringify(entries)).not.toContain('secret');
    const updates = native.core.published.filter(({ type }) => type === 'recording.updated');
    expect(updates).toMatchObject([{ recording: { id, name: 'y', note: 'secret' } }]);
    const journal = await native.core.catalog.outbox.journal(100);
    expect(journal.filter(({ event }) => event.type === 'recording.updated')).toHaveLength(1);
  });

  test('rejects the name of a live or stored recording, without changes', async () => {
    const native = nativeFixture();
    await recordingFor10s(native, { name: 'live' });
    await stored(native, 'stored');
    const live = (await recordingFor10s(native, { name: 'x' })).id;
    const ended = await stored(native, 'y');
    for (const id of [live, ended]) {
      for (const name of ['live', 'stored']) {
        const refused = await native
          .request('patch', `/recordings/${id}`)
          .send({ name, note: 'n' });
        expect(refused).toMatchObject({ status: 409, body: { code: 'recording-name-taken' } });
        const { body } = await native.request('get', `/recordings/${id}`);
        expect(body).toMatchObject({ name: id === live ? 'x' : 'y' });
        expect(body).not.toHaveProperty('note');
      }
    }
  });

  test('a renamed recording no longer replaces the one of its old name', async () => {
    const native = nativeFixture();
    const old = await stored(native, 'x');
    const { id } = await recordingFor10s(native, { name: 'x', ifExists: 'overwrite' });
    await native.request('patch', `/recordings/${id}`).send({ name: 'y' }).expect(200);
    await native.request('post', `/recordings/${id}/stop`).expect(200);
    for (const [one, name] of [
      [old, 'x'],
      [id, 'y'],
    ] as const) {
      expect((await native.request('get', `/recordings/${one}`)).body).toMatchObject({ name });
    }
  });

  test.each([
    ['an empty name', { name: '' }],
    ['a name with NUL', { name: 'a\0b' }],
    ['a name that is too long', { name: 'é'.repeat(513) }],
    ['a note that is too long', { note: 'n'.repeat(10_001) }],
    ['a tag twice', { tags: ['a', 'a'] }],
    ['an empty tag', { tags: [''] }],
    ['a tag with a line break', { tags: ['a\nb'] }],
    ['a tag that ends with a space', { tags: ['a '] }],
    ['too many tags', { tags: Array.from({ length: 51 }, (_, n) => String(n)) }],
    ['a number for tags', { tags: 1 }],
    ['what cannot be changed', { state: 'done' }],
    ['a list', []],
  ])('refuses %s: 400', async (_what, edit) => {
    const native = nativeFixture();
    const id = await stored(native, 'x');
    const refused = await native.request('patch', `/recordings/${id}`).send(edit);
    expect(refused.status).toBe(400);
    expect((await native.request('get', `/recordings/${id}`)).body.name).toBe('x');
  });

  test('requires an existing recording, a body, and the permission to change it', async () => {
    const native = nativeFixture();
    const path = `/recordings/${await stored(native, 'x')}`;
    const edit = { note: 'n' };
    expect((await native.request('patch', `/recordings/${UNKNOWN}`).send(edit)).status).toBe(404);
    expect((await native.request('patch', path)).status).toBe(400);
    expect((await native.request('patch', path, 'acme-viewer').send(edit)).status).toBe(403);
    expect((await native.request('patch', path, 'other-admin').send(edit)).status).toBe(404);
  });
});
