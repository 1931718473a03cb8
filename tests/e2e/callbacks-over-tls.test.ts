// docs/webhooks.md#receivers-with-a-certificate-of-your-own
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ACCOUNT_ID, GatewayProcess } from '@tricord/lab';
import { type TemporaryFolder, temporaryFolder, tone } from '@tricord/testkit';
import { generate } from 'selfsigned';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { CallbackReceiver } from '../support/callback-receiver.ts';

const TIMEOUT_MS = 60_000;
const LAML = `/api/laml/2010-04-01/Accounts/${ACCOUNT_ID}`;

let folder: TemporaryFolder;
let receiver: CallbackReceiver;
let authority: string;
let gateway: GatewayProcess | undefined;
beforeEach(async () => {
  folder = await temporaryFolder();
  const { private: key, cert } = await generate([{ name: 'commonName', value: 'localhost' }], {
    keyType: 'ec',
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] }],
  });
  authority = join(folder.path, 'ca.pem');
  await writeFile(authority, cert);
  receiver = await CallbackReceiver.open({ key, cert });
});
afterEach(async () => {
  await gateway?.close();
  await receiver.close();
  await folder.close();
});

async function start(env: Readonly<Record<string, string>>): Promise<GatewayProcess> {
  const webhooks = { allowPrivate: ['127.0.0.1'], maxAttempts: 1 };
  gateway = await GatewayProcess.open(folder.path, { webhooks }, 'data', env);
  return gateway;
}

/** Makes a short recording with a callback. */
async function record(served: GatewayProcess): Promise<string> {
  const { sessionId, caller } = await served.call();
  const laml = async (path: string, body: object) => {
    const response = await served.fetch('POST', `${LAML}${path}`, body, 'signalwire');
    return (await response.json()) as { sid: string };
  };
  const recordings = `/Calls/${sessionId}/Recordings`;
  const callback = { RecordingStatusCallback: `${receiver.url}/callback` };
  const { sid } = await laml(`${recordings}.json`, callback);
  await caller.play(tone({ frequencyHz: 440, durationMs: 60 }), { sampleRateHz: 8000 });
  await laml(`${recordings}/${sid}.json`, { Status: 'stopped' });
  return sid;
}

test(
  'delivers to a receiver whose certificate Node is configured to trust',
  async () => {
    const sid = await record(await start({ NODE_EXTRA_CA_CERTS: authority }));
    const { body } = await receiver.waitFor(({ path }) => path === '/callback');
    expect(new URLSearchParams(body).get('RecordingSid')).toBe(sid);
  },
  TIMEOUT_MS,
);

test(
  'does not deliver to an untrusted receiver, and the delivery has the reason',
  async () => {
    const served = await start({});
    const sid = await record(served);
    const path = `/webhooks/deliveries?state=dead&recordingId=${sid}`;
    const dead = () => served.json<{ deliveries: { lastError: string }[] }>('GET', path);
    let deliveries = (await dead()).deliveries;
    while (deliveries.length === 0) deliveries = (await dead()).deliveries;
    expect(deliveries[0]?.lastError).toMatch(/self.signed certificate/);
    expect(receiver.requests).toEqual([]);
  },
  TIMEOUT_MS,
);
