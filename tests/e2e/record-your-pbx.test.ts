// docs/record-your-pbx.md#signalwire-and-twilio
import { MediaStreamsCaller } from '@tricord/callers';
import type { ApiRecording, GatewayProcess } from '@tricord/lab';
import { SystemClock } from '@tricord/runtime';
import { type TemporaryFolder, temporaryFolder, tone } from '@tricord/testkit';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { adapted, codeBlocks, pageFiles } from '../support/page-files.ts';
import { serveYaml } from '../support/page-gateway.ts';

const PAGE = 'docs/record-your-pbx.md';
const FROM = '+15550100';
const SPEECH_MS = 500;

let folder: TemporaryFolder;
let gateway: GatewayProcess;
beforeEach(async () => {
  folder = await temporaryFolder();
  const [yaml = ''] = pageFiles(PAGE, 'tricord.yaml');
  gateway = await serveYaml(
    folder.path,
    adapted(yaml, {
      '0.0.0.0': '127.0.0.1',
      '8088': '0',
      '9092': '0',
      'key-of-the-pbx': 'native-key',
    }),
  );
});
afterEach(async () => {
  await gateway.close();
  await folder.close();
});

test('a call with the document for SignalWire and Twilio is on its line and recorded', async () => {
  const document = codeBlocks(PAGE).find(({ language }) => language === 'xml')?.text ?? '';
  // What the vendors do with the document: they fill in the template, connect, and send the parameters first.
  const parameters = [...document.matchAll(/<Parameter name="(\w+)" value="([^"]+)"/g)].map(
    ([, name = '', value = '']) => [name, value.replace('{{From}}', FROM)] as const,
  );
  const [, path = ''] = /url="wss:\/\/[^/]+([^"]+)" track="both_tracks"/.exec(document) ?? [];
  const caller = await MediaStreamsCaller.open({
    url: gateway.url.replace('http', 'ws') + path,
    callSid: 'CA0123456789abcdef0123456789abcdef',
    tracks: ['inbound', 'outbound'],
    customParameters: Object.fromEntries(parameters),
    clock: new SystemClock(),
  });
  const both = {
    inbound: tone({ frequencyHz: 440, durationMs: SPEECH_MS }),
    outbound: tone({ frequencyHz: 1000, durationMs: SPEECH_MS }),
  };
  await caller.play(both, { sampleRateHz: 8000 });
  await caller.hangUp();
  const { sessions } = await gateway.json<{ sessions: unknown[] }>('GET', '/sessions');
  expect(sessions).toMatchObject([
    {
      tracks: expect.arrayContaining(['local', 'remote']),
      call: {
        direction: 'incoming',
        line: { directoryNumber: '101' },
        remote: { phoneNumber: FROM },
      },
    },
  ]);
  const { recordings } = await gateway.json<{ recordings: ApiRecording[] }>('GET', '/recordings');
  const [{ id = '' } = {}] = recordings;
  const done = await gateway.waitUntil<ApiRecording>(
    `/recordings/${id}`,
    ({ state }) => state === 'done',
  );
  expect(done.media?.durationMs).toBeGreaterThan(SPEECH_MS / 2);
});
