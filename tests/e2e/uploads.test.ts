import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { type IncomingMessage, request } from 'node:http';
import { join } from 'node:path';
import { readWav } from '@tricord/audio';
import { configSchema, type Gateway, openGateway } from '@tricord/gateway';
import { ACCOUNT_ID, AUTHORIZATION, testConfig } from '@tricord/lab';
import { correlate, speech, type TemporaryFolder, temporaryFolder } from '@tricord/testkit';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

/** Uploads by Imagicle's API through the whole gateway: docs/contracts/imagicle.md#endpoints, POST Recordings. */

const UPLOAD = '/fw/Apps/Recorder/WebAPI/Recordings';
const METADATA = {
  startDateTime: '2026-01-02T15:07:00.0000000Z',
  duration: 'PT5S',
  direction: 1,
  localParty: { username: 'user1', phoneNumber: '101' },
  remoteParty: { phoneNumber: '+1555123456' },
};

let folder: TemporaryFolder;
let gateway: Gateway;
beforeEach(async () => {
  folder = await temporaryFolder();
  const config = configSchema.parse(testConfig(folder.path));
  gateway = await openGateway(config, pino({ level: 'silent' }));
});
afterEach(async () => {
  await gateway.close();
  await folder.close();
});

async function get(api: keyof typeof AUTHORIZATION, path: string, accept = '*/*') {
  const headers = { authorization: AUTHORIZATION[api], accept };
  const response = await fetch(gateway.url + path, { headers });
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return response;
}

const bytes = async (...args: Parameters<typeof get>) =>
  Buffer.from(await (await get(...args)).arrayBuffer());

async function upload(audio: Buffer): Promise<{ status: number; body: { id: string } }> {
  const form = new FormData();
  form.set('jsondata', new Blob([JSON.stringify(METADATA)], { type: 'application/json' }));
  // The content decides about the format, not this type.
  form.set('attachment', new Blob([audio], { type: 'application/octet-stream' }), 'a.txt');
  const headers = { authorization: AUTHORIZATION.imagicle };
  const response = await fetch(gateway.url + UPLOAD, { method: 'POST', headers, body: form });
  return { status: response.status, body: (await response.json()) as { id: string } };
}

/** Audio files in the data folder, being imported or stored. */
async function filesOfAudio(): Promise<readonly string[]> {
  const found = await Promise.all(
    ['imports', 'media'].map((name) =>
      readdir(join(folder.path, name), { recursive: true, withFileTypes: true }),
    ),
  );
  return found
    .flat()
    .flatMap((entry) => (entry.isFile() ? [join(entry.parentPath, entry.name)] : []));
}

test('an uploaded WAV or MP3 is a recording in every dialect', async () => {
  const wav = await readFile(speech(1));
  const { samples, body } = await expectEverywhere(wav);
  expect(samples).toEqual(readWav(wav).channels[0]);

  const mp3 = await bytes('imagicle', `${UPLOAD}/${body.id}/Media`);
  const second = await expectEverywhere(mp3);
  const { value } = correlate(samples, second.samples, { maxLag: 4000 });
  expect(value).toBeGreaterThan(0.9);
});

/** Checks what every dialect serves of an upload. */
async function expectEverywhere(audio: Buffer) {
  const { status, body } = await upload(audio);
  expect(status).toBe(201);
  const { id } = body;
  const ari = `/ari/recordings/stored/${id}`;
  const laml = `/api/laml/2010-04-01/Accounts/${ACCOUNT_ID}/Recordings/${id}`;
  const stored = await (await get('asterisk', ari)).json();
  expect(stored).toEqual({ name: id, format: 'wav' });
  const completed = await (await get('signalwire', `${laml}.json`)).json();
  expect(completed).toMatchObject({ sid: id, status: 'completed' });
  const native = await (await get('native', `/api/v1/recordings/${id}`)).json();
  expect(native).toMatchObject({ state: 'done', origin: { via: 'upload', username: 'user1' } });
  const files = [
    await bytes('asterisk', `${ari}/file`),
    await bytes('signalwire', `${laml}.wav`),
    await bytes('native', `/api/v1/recordings/${id}/media.wav`),
    await bytes('imagicle', `${UPLOAD}/${id}/Media`, 'audio/wav'),
  ];
  for (const file of files) expect(file.equals(files[0] ?? Buffer.alloc(0))).toBe(true);
  const [samples = new Int16Array()] = readWav(files[0] ?? Buffer.alloc(0)).channels;
  return { body, samples };
}

describe('keeps nothing, not even part of a file', () => {
  afterEach(async () => {
    // The file is deleted when the last write has ended. Waits for it, or until the test times out.
    while ((await filesOfAudio()).length > 0);
    const archive = await (await get('imagicle', UPLOAD)).json();
    expect(archive).toEqual({ totalCount: 0, recordings: [] });
  });

  test('of a file that is not audio: 400 with reason 2', async () => {
    const { status, body } = await upload(Buffer.from('RIFF but no WAVE, for all its length'));
    expect([status, body]).toMatchObject([400, { reason: 2 }]);
    expect((body as { message?: string }).message).toContain('a RIFF file without WAVE audio');
  });

  test('of 300 MB without a Content-Length: 413, long before the end', async () => {
    const sent = begin({ 'transfer-encoding': 'chunked' });
    const answer = once(sent, 'response') as Promise<[IncomingMessage]>;
    let answered = false;
    void answer.then(() => {
      answered = true;
    });
    const piece = Buffer.alloc(1024 * 1024);
    let written = 0;
    for (; !answered && written < 300; written += 1) {
      if (!sent.write(piece)) await Promise.race([once(sent, 'drain'), answer]);
    }
    const [{ statusCode }] = await answer;
    expect([statusCode, written < 300]).toEqual([413, true]);
    sent.destroy();
  });

  test('of an upload that is cut off', async () => {
    const sent = begin({ 'content-length': '1000000' });
    sent.write(Buffer.alloc(500_000));
    while ((await filesOfAudio()).length === 0);
    sent.destroy();
  });
});

/** Sends an upload request up to the first bytes of the file. */
function begin(headers: Record<string, string>) {
  const sent = request(gateway.url + UPLOAD, {
    method: 'POST',
    headers: {
      ...headers,
      authorization: AUTHORIZATION.imagicle,
      'content-type': 'multipart/form-data; boundary=b',
    },
  });
  sent.on('error', () => undefined);
  sent.write(
    '--b\r\nContent-Disposition: form-data; name="attachment"; filename="a.wav"\r\n\r\nRIFF',
  );
  return sent;
}
