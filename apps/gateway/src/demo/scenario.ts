import { readFile } from 'node:fs/promises';
import { readWav } from '@tricord/audio';
import { AudioSocketCaller } from '@tricord/callers';
import type { Clock } from '@tricord/core';
import { AGENTS } from './demo-account.ts';
import type { Clients } from './recording-report.ts';

/** When the first recording is paused, and for how long, milliseconds. */
const PAUSE_AFTER_MS = 1500;
const PAUSE_MS = 1000;

/** A recorded call, and the expected duration of its recording. */
export interface RecordedCall {
  readonly id: string;
  readonly name: string;
  readonly how: string;
  /** The played minus the paused time. */
  readonly expectedMs: number;
}

interface Call {
  readonly sessionId: string;
  readonly caller: AudioSocketCaller;
  readonly samples: Int16Array;
  readonly sampleRateHz: number;
}

export interface ScenarioOptions {
  readonly clients: Clients;
  readonly audioSocketPort: number;
  readonly clock: Clock;
  /** Two WAV files, one for each call. */
  readonly speech: readonly [URL, URL];
  readonly say: (line: string) => void;
}

/**
 * Two calls at once: the first is recorded by Imagicle, paused by LaML and stopped by ARI; the second
 * is recorded by ARI and stopped by LaML.
 */
export async function runScenario(options: ScenarioOptions): Promise<readonly RecordedCall[]> {
  const { clients, clock, say } = options;
  const [first, second] = await Promise.all([call(options, 0), call(options, 1)]);
  say('Two calls are live.');

  const { id } = await clients.imagicle.json<{ id: string }>('POST', '/LiveRecordings', {
    json: { directoryNumber: AGENTS[0].directoryNumber },
  });
  say(`Imagicle records line ${AGENTS[0].directoryNumber}: POST LiveRecordings → ${id}`);
  await clients.ari.send(
    'POST',
    `/channels/${second.sessionId}/record?name=demo%2Fsecond&format=wav`,
  );
  say('ARI records the second call: POST channels/…/record?name=demo/second');

  const playing = Promise.all([play(first), play(second)]);
  await wait(clock, PAUSE_AFTER_MS);
  const lamlRecordings = (call: Call) =>
    `/Accounts/${clients.accountId}/Calls/${call.sessionId}/Recordings`;
  await clients.laml.send('POST', `${lamlRecordings(first)}/${id}`, {
    form: { Status: 'paused', PauseBehavior: 'skip' },
  });
  const pausedAt = clock.monotonicMs();
  say('LaML pauses the first: Status=paused, PauseBehavior=skip');
  await wait(clock, PAUSE_MS);
  await clients.laml.send('POST', `${lamlRecordings(first)}/${id}`, {
    form: { Status: 'in-progress' },
  });
  const pausedMs = clock.monotonicMs() - pausedAt;
  say('LaML resumes it: Status=in-progress');
  const [firstMs, secondMs] = await playing;
  // The last audio sent has not arrived yet.
  await wait(clock, 100);

  await clients.ari.send('POST', `/recordings/live/${id}/stop`);
  say(`ARI stops the first: POST recordings/live/${id}/stop`);
  const laml = await clients.laml.json<{ sid: string }>(
    'POST',
    `${lamlRecordings(second)}/Twilio.CURRENT`,
    { form: { Status: 'stopped' } },
  );
  say('LaML stops the second: Recordings/Twilio.CURRENT, Status=stopped');
  await Promise.all([first.caller.hangUp(), second.caller.hangUp()]);
  return [
    {
      id,
      name: id,
      how: 'started by Imagicle, paused by LaML, stopped by ARI',
      expectedMs: Math.round(firstMs - pausedMs),
    },
    {
      id: laml.sid,
      name: 'demo/second',
      how: 'started by ARI, stopped by LaML',
      expectedMs: Math.round(secondMs),
    },
  ];
}

async function call(options: ScenarioOptions, index: 0 | 1): Promise<Call> {
  const { clients, audioSocketPort, clock, speech } = options;
  const { format, channels } = readWav(await readFile(speech[index]));
  const [samples = new Int16Array()] = channels;
  const sessionId = crypto.randomUUID();
  const { deviceName, directoryNumber, username } = AGENTS[index];
  await clients.native.send('PUT', `/sessions/${sessionId}`, {
    json: {
      line: { deviceName, directoryNumber },
      user: username,
      direction: 'incoming',
      remote: { firstName: 'Casey', lastName: `Caller ${index + 1}`, phoneNumber: '+15550100' },
    },
  });
  const caller = await AudioSocketCaller.open({
    host: '127.0.0.1',
    port: audioSocketPort,
    uuid: sessionId,
    clock,
  });
  for (let live = false; !live; ) {
    const session = await clients.native.json<{ state: string }>('GET', `/sessions/${sessionId}`);
    live = session.state === 'live';
    if (!live) await wait(clock, 10);
  }
  return { sessionId, caller, samples, sampleRateHz: format.sampleRateHz };
}

function play({ caller, samples, sampleRateHz }: Call): Promise<number> {
  return caller.play(samples, { sampleRateHz });
}

function wait(clock: Clock, ms: number): Promise<void> {
  return new Promise((resolve) => clock.after(ms, resolve));
}
