import { ACCOUNT_ID, GatewayProcess, TricordProcess } from '@tricord/lab';
import { randomOf, type TemporaryFolder, temporaryFolder, tone } from '@tricord/testkit';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { CallbackReceiver, type ReceivedRequest } from '../support/callback-receiver.ts';

/** Each round starts the gateway once; the gate runs 50. */
const ROUNDS = Number(process.env.TRICORD_KILL_ROUNDS ?? 10);
const TIMEOUT_MS = ROUNDS * 12_000;
const CALLS = 3;
/** Differs in each run; the test's name has it. */
const SEED = Date.now() % 1_000_000;
const LAML = `/api/laml/2010-04-01/Accounts/${ACCOUNT_ID}`;
const SPEECH = tone({ frequencyHz: 440, durationMs: 60 });

let folder: TemporaryFolder;
let receiver: CallbackReceiver;
let gateway: GatewayProcess | undefined;
beforeEach(async () => {
  folder = await temporaryFolder();
  receiver = await CallbackReceiver.open();
});
afterEach(async () => {
  await gateway?.close();
  await receiver.close();
  await folder.close();
});

function start(more: { maxAttempts?: number } = {}): Promise<GatewayProcess> {
  return GatewayProcess.open(folder.path, {
    recording: { flushIntervalMs: 50 },
    webhooks: {
      allowPrivate: ['127.0.0.1'],
      endpoints: [{ url: `${receiver.url}/webhook`, secret: `whsec_${'k3y+'.repeat(8)}` }],
      firstRetryMs: 100,
      maxRetryMs: 200,
      ...more,
    },
  });
}

async function laml(path: string, body: object): Promise<{ sid: string }> {
  if (gateway === undefined) throw new Error('no gateway');
  const response = await gateway.fetch('POST', `${LAML}${path}`, body, 'signalwire');
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return (await response.json()) as { sid: string };
}

/** Starts a call and a LaML recording of it with callbacks, and sends some audio. */
async function recordedCall(): Promise<{ sid: string; stop: () => Promise<unknown> }> {
  if (gateway === undefined) throw new Error('no gateway');
  const { sessionId, caller } = await gateway.call();
  const { sid } = await laml(`/Calls/${sessionId}/Recordings.json`, {
    RecordingStatusCallback: `${receiver.url}/callback`,
    RecordingStatusCallbackEvent: 'in-progress completed absent',
  });
  await caller.play(SPEECH, { sampleRateHz: 8000 });
  const stop = () => laml(`/Calls/${sessionId}/Recordings/${sid}.json`, { Status: 'stopped' });
  return { sid, stop };
}

const formOf = ({ body }: ReceivedRequest) => Object.fromEntries(new URLSearchParams(body));
const isCallback = ({ path }: ReceivedRequest) => path === '/callback';
const ENDS = ['completed', 'absent', 'failed'];

/** Waits until both the callback and the webhook have reported the end of a recording. */
async function ended(sid: string): Promise<string> {
  const callback = await receiver.waitFor(
    (request) =>
      isCallback(request) &&
      formOf(request).RecordingSid === sid &&
      ENDS.includes(formOf(request).RecordingStatus ?? ''),
  );
  await receiver.waitFor(
    ({ path, body }) =>
      path === '/webhook' && body.includes(sid) && /"recording\.(finished|failed)"/.test(body),
  );
  const { RecordingStatus = '', RecordingUrl = '' } = formOf(callback);
  if (RecordingStatus === 'completed') {
    // The gateway that sent it may be gone, and its port with it.
    const { pathname } = new URL(RecordingUrl);
    expect((await fetch(`${gateway?.url}${pathname}`)).status).toBe(200);
  }
  return RecordingStatus;
}

/** The statuses that the client received, in order, without repetitions of a token. */
function receivedStatuses(sid: string): (string | undefined)[] {
  const tokens = new Set<unknown>();
  return receiver.requests
    .filter((request) => isCallback(request) && formOf(request).RecordingSid === sid)
    .filter(({ status }) => status === 200)
    .filter(({ headers }) => {
      const token = headers['i-twilio-idempotency-token'];
      const first = !tokens.has(token);
      tokens.add(token);
      return first;
    })
    .map((request) => formOf(request).RecordingStatus);
}

test(
  `kill -9 between stop and delivery loses no callback and no webhook, ${ROUNDS} times (seed ${SEED})`,
  async () => {
    const random = randomOf(SEED);
    gateway = await start();
    for (let round = 0; round < ROUNDS; round += 1) {
      const calls = await Promise.all(Array.from({ length: CALLS }, recordedCall));
      // In every other round, the receiver refuses everything before the kill, which comes after the response to the stop.
      const answered = round % 2 === 0;
      receiver.status = answered ? 503 : 200;
      const stopping = Promise.all(calls.map(({ stop }) => stop().catch(() => undefined)));
      if (answered) await stopping;
      else await new Promise((resolve) => setTimeout(resolve, random() * 150));
      gateway.process.kill('SIGKILL');
      await gateway.process.exited;
      await stopping;
      receiver.status = 200;
      gateway = await start();
      for (const { sid } of calls) {
        const end = await ended(sid);
        if (answered) expect(end).toBe('completed');
        // A failed recording may have been killed before it began.
        const all = receivedStatuses(sid);
        expect(all).toEqual(end === 'failed' && all.length === 1 ? [end] : ['in-progress', end]);
      }
    }
  },
  TIMEOUT_MS,
);

test('tricord webhooks lists dead deliveries and replays them', async () => {
  gateway = await start({ maxAttempts: 1 });
  receiver.status = 500;
  const { sid, stop } = await recordedCall();
  await stop();
  const path = `/webhooks/deliveries?state=dead&recordingId=${sid}`;
  const dead = () =>
    gateway?.json<{ deliveries: { id: string; kind: string; event: string }[] }>('GET', path);
  while ((await dead())?.deliveries.length !== 4);
  const run = async (...args: string[]) => {
    const target = ['--api', gateway?.url ?? '', '--key', 'native-key'];
    const command = new TricordProcess(['webhooks', ...args, ...target], { cwd: folder.path });
    const code = await command.exited;
    return { code, lines: command.stdout.trim().split('\n'), stderr: command.stderr };
  };

  const listed = await run('list', '--state', 'dead', '--recording', sid);
  expect(listed).toMatchObject({ code: 0, stderr: '' });
  expect(listed.lines).toHaveLength(4);
  for (const line of listed.lines) {
    expect(line).toMatch(/^[0-9a-f-]{36} .* dead .* 1 attempt .*recording\..*\(It answered 500\)$/);
  }
  expect((await run('list', '--state', 'delivered')).lines).toEqual(['No deliveries.']);

  receiver.status = 200;
  const one = (await dead())?.deliveries.find(
    ({ kind, event }) => kind === 'laml-callback' && event === 'recording.finished',
  );
  const { code, lines } = await run('replay', one?.id ?? '');
  expect([code, lines]).toEqual([0, [`${one?.id} is sent again.`]]);
  await receiver.waitFor((request) => formOf(request).RecordingStatus === 'completed');

  expect((await run('replay', '--dead')).lines).toEqual(['3 deliveries are sent again.']);
  expect(await ended(sid)).toBe('completed');
  expect(receivedStatuses(sid)).toEqual(['completed', 'in-progress']);

  const nothing = await run('replay');
  expect(nothing).toMatchObject({
    code: 2,
    stderr: 'tricord: give ids of deliveries, or --dead\n',
  });
  const unknown = await run('replay', sid);
  expect(unknown).toMatchObject({
    code: 1,
    stderr: `tricord: the gateway refused the replay of ${sid}: 404 Delivery not found\n`,
  });
}, 60_000);
