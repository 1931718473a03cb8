import { transition } from '@tricord/core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ACME, type Harness, startHarness } from '../testing/harness.ts';

/** docs/contracts/ari.md#recordings: list, get, delete and copy stored recordings. */
let ari: Harness;
beforeEach(async () => {
  ari = await startHarness();
});
afterEach(() => ari.close());

const NOT_FOUND = { message: 'Recording not found' };

describe('listStored: GET /recordings/stored', () => {
  test('is an empty array without recordings', async () => {
    const response = await ari.pbx.get('/ari/recordings/stored').expect(200);
    expect(response.body).toEqual([]);
  });

  test('has name and format of each, sorted by the bytes of the name', async () => {
    for (const name of ['b', 'ä', 'a/b', 'Z', 'a', '😀', '～']) await ari.store(name, 'sln16');
    const response = await ari.pbx.get('/ari/recordings/stored').expect(200);
    expect(response.headers['content-type']).toBe('application/json');
    expect(response.body.map((entry: { name: string }) => entry.name)).toEqual(
      // U+1F600 comes after U+FF5E in UTF-8, but before it in UTF-16.
      ['Z', 'a', 'a/b', 'b', 'ä', '～', '😀'],
    );
    expect(response.body[0]).toEqual({ name: 'Z', format: 'sln16' });
  });

  test('lists neither live nor discarded nor failed recordings', async () => {
    await ari.record('live');
    await ari.record('discarded');
    await ari.pbx.delete('/ari/recordings/live/discarded').expect(204);
    await ari.core.recorder.failed(await ari.record('failed'), 'Disk on fire');
    await ari.store('stored');
    const response = await ari.pbx.get('/ari/recordings/stored').expect(200);
    expect(response.body).toEqual([{ name: 'stored', format: 'wav' }]);
  });

  test('is complete beyond a page of the catalog', async () => {
    const { id } = await ari.store('template');
    const template = await ari.core.catalog.recordings.get(ACME, id);
    if (template === undefined) throw new Error('not stored');
    const names = Array.from({ length: 1001 }, (_, n) => `n${String(n).padStart(4, '0')}`);
    for (const name of names) {
      await ari.core.catalog.recordings.insert({ ...template, id: ari.core.ids.uuid(), name });
    }
    const response = await ari.pbx.get('/ari/recordings/stored').expect(200);
    expect(response.body.map((entry: { name: string }) => entry.name)).toEqual([
      ...names,
      'template',
    ]);
  });
});

describe('getStored: GET /recordings/stored/{recordingName}', () => {
  test('200 with name and format', async () => {
    await ari.store('greeting', 'ulaw');
    const response = await ari.pbx.get('/ari/recordings/stored/greeting').expect(200);
    expect(response.body).toEqual({ name: 'greeting', format: 'ulaw' });
  });

  test('waits for a recording that has ended and is being stored', async () => {
    const { core } = ari;
    const recording = await ari.record('greeting', 'wav');
    const finishing = { type: 'stop', reason: 'hangup' } as const;
    await core.catalog.recordings.update(
      ACME,
      recording.id,
      (before) => transition(before, finishing, core.clock.now()).recording,
    );
    const stored = core.media.put(recording.id, Buffer.alloc(44));
    const media = { durationMs: 0, sampleRateHz: 8000, channels: 1, gaps: [], ...stored } as const;
    core.recorder.settled = async (accountId, id) => {
      const done = await core.catalog.recordings.update(
        accountId,
        id,
        (before) => transition(before, { type: 'complete', media }, core.clock.now()).recording,
      );
      if (done === undefined) throw new Error('gone');
      return done;
    };
    const response = await ari.pbx.get('/ari/recordings/stored/greeting/file').expect(200);
    expect(response.headers['content-length']).toBe('44');
  });

  test('404 for an unknown one, a live one, and a name with its extension', async () => {
    await ari.record('live');
    await ari.store('greeting');
    for (const name of ['nobody', 'live', 'greeting.wav', 'Greeting']) {
      const response = await ari.pbx.get(`/ari/recordings/stored/${name}`).expect(404);
      expect(response.body).toEqual(NOT_FOUND);
    }
  });
});

describe('deleteStored: DELETE /recordings/stored/{recordingName}', () => {
  test('204 without a body, and the recording and its audio are gone', async () => {
    const { id } = await ari.store('greeting');
    const response = await ari.pbx.delete('/ari/recordings/stored/greeting').expect(204);
    expect(response.text).toBe('');
    await ari.pbx.get('/ari/recordings/stored/greeting').expect(404);
    expect(await ari.core.media.stat(id)).toBeUndefined();
  });

  test('204 with the Content-Type and empty body of node-ari-client (docs/contracts/ari.md#api-docs)', async () => {
    await ari.store('greeting');
    await ari.pbx
      .delete('/ari/recordings/stored/greeting')
      .set('Content-Type', 'application/json')
      .send('')
      .expect(204);
  });

  test('404 for an unknown recording and a live one, which continues', async () => {
    await ari.record('live');
    for (const name of ['nobody', 'live']) {
      const response = await ari.pbx.delete(`/ari/recordings/stored/${name}`).expect(404);
      expect(response.body).toEqual(NOT_FOUND);
    }
    await ari.pbx.get('/ari/recordings/live/live').expect(200);
  });
});

describe('copyStored: POST /recordings/stored/{recordingName}/copy', () => {
  const copy = (source: string, query = '') =>
    ari.pbx.post(`/ari/recordings/stored/${source}/copy${query}`);

  test('200 with the new recording, of the same format; both are stored', async () => {
    await ari.store('greeting', 'alaw');
    const response = await copy('greeting', '?destinationRecordingName=a%2Fnew').expect(200);
    expect(response.body).toEqual({ name: 'a/new', format: 'alaw' });
    const list = await ari.pbx.get('/ari/recordings/stored');
    expect(list.body).toEqual([
      { name: 'a/new', format: 'alaw' },
      { name: 'greeting', format: 'alaw' },
    ]);
    const file = await ari.pbx.get('/ari/recordings/stored/a%2Fnew/file').expect(200);
    const source = await ari.pbx.get('/ari/recordings/stored/greeting/file').expect(200);
    expect(file.body).toEqual(source.body);
  });

  test('the extension of its own format is left out of the new name, as Asterisk does', async () => {
    await ari.store('greeting', 'ulaw');
    for (const [given, name] of [
      ['a.ulaw', 'a'],
      ['b.wav', 'b.wav'],
      ['c.d', 'c.d'],
      ['.ulaw', '.ulaw'],
    ]) {
      const response = await copy('greeting', `?destinationRecordingName=${given}`).expect(200);
      expect(response.body).toEqual({ name, format: 'ulaw' });
    }
    await copy('greeting', '?destinationRecordingName=a.ulaw').expect(409);
  });

  test('404 when there is no such recording, whatever else is wrong', async () => {
    for (const query of ['', '?destinationRecordingName=..%2Fx', '?destinationRecordingName=x']) {
      const response = await copy('nobody', query).expect(404);
      expect(response.body).toEqual(NOT_FOUND);
    }
  });

  test('409 when the destination exists, stored or live, or is the recording itself', async () => {
    await ari.store('greeting');
    await ari.store('taken');
    await ari.record('live');
    for (const name of ['taken', 'greeting', 'live']) {
      const response = await copy('greeting', `?destinationRecordingName=${name}`).expect(409);
      expect(response.body).toEqual({
        message: 'A recording with the same name already exists on the system',
      });
    }
  });

  test('400 without a destination, and with one that is no name', async () => {
    await ari.store('greeting');
    const bad = ['', '?destinationRecordingName=', '?destinationRecordingName=a%00b'];
    for (const query of [...bad, `?destinationRecordingName=${'x'.repeat(4096)}`]) {
      const response = await copy('greeting', query).expect(400);
      expect(response.body).toEqual({ message: 'Invalid destination recording name' });
    }
  });

  test('403 when the destination is outside the recordings folder', async () => {
    await ari.store('greeting');
    for (const name of ['..%2Fx', 'a%2F..%2F..%2Fx', '%2e%2e', '%2F..%2Fetc%2Fpasswd']) {
      const response = await copy('greeting', `?destinationRecordingName=${name}`).expect(403);
      expect(response.body).toEqual({ message: 'Destination file path is forbidden' });
    }
  });

  test.each(['missing', 'truncated', 'changed'] as const)(
    '403 when the audio is %s',
    async (damage) => {
      const { id } = await ari.store('greeting');
      ari.core.media.damage(id, damage);
      const response = await copy('greeting', '?destinationRecordingName=x').expect(403);
      expect(response.body).toEqual({ message: 'Recording could not be opened' });
      await ari.pbx.get('/ari/recordings/stored/x').expect(404);
    },
  );
});
