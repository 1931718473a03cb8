import {
  DEFAULT_SETTINGS,
  type Recording,
  type RecordingEventType,
  Replaceable,
} from '@tricord/core';
import { createLogger } from '@tricord/http-kit';
import { createTestCore } from '@tricord/testkit';
import { expect, test } from 'vitest';
import { RecordingLog } from './recording-log.ts';

const ACME = '720796a0-8ee9-4350-83bd-2d07a3121f1e';
const ID = '19e436af-5688-4307-b03b-bdb2b42b8142';
const CALL = '43bb71ee-553f-4074-bb20-8e2747647cce';

const LIVE: Recording = {
  id: ID,
  accountId: ACME,
  name: 'call-7',
  target: { kind: 'session', sessionId: CALL },
  call: {
    line: { deviceName: 'SEP1', directoryNumber: '101' },
    direction: 'incoming',
    local: {},
    remote: {},
    metadata: {},
  },
  settings: { ...DEFAULT_SETTINGS, requestedFormat: 'wav', sampleRateHz: 8000 },
  origin: { via: 'asterisk', username: 'pbx' },
  state: 'recording',
  muted: false,
  createdAt: 0,
  updatedAt: 0,
  pausedMs: 0,
  skippedMs: 0,
};
const IDENTITY = {
  account: 'acme',
  recording: ID,
  name: 'call-7',
  session: CALL,
  source: 'audiosocket',
  via: 'asterisk',
  username: 'pbx',
  line: '101',
};

function watch() {
  const { events } = createTestCore();
  const lines: Record<string, unknown>[] = [];
  const logger = createLogger('info', {
    write: (line) => {
      const { pid: _pid, hostname: _host, time: _time, ...rest } = JSON.parse(line);
      lines.push(rest);
    },
  });
  let source: string | undefined = 'audiosocket';
  const accounts = new Replaceable([{ id: ACME, name: 'acme' }]);
  const log = new RecordingLog({ events, logger, accounts, sourceOf: () => source });
  return {
    log,
    lines,
    hangUp: () => {
      source = undefined;
    },
    happens: (type: RecordingEventType, recording: Recording) =>
      events.publish({ type, at: 0, accountId: ACME, recording }),
  };
}

const gap = (lengthMs: number, reason: 'network' | 'crash') => ({
  ...{ offsetMs: 0, expectedFrames: 1, receivedFrames: 0 },
  lengthMs,
  reason,
});

test('a recording has a line as it starts, and one with its length, bytes, gaps and end reason as it ends', () => {
  const { happens, hangUp, lines } = watch();
  happens('recording.queued', { ...LIVE, state: 'queued' });
  happens('recording.started', LIVE);
  happens('recording.paused', { ...LIVE, state: 'paused' });
  hangUp();
  happens('recording.finishing', { ...LIVE, state: 'finishing' });
  happens('recording.finished', {
    ...LIVE,
    state: 'done',
    endReason: 'hangup',
    media: {
      ...{ durationMs: 60_040.25, sampleRateHz: 8000, channels: 1, bytes: 960_684, sha256: '' },
      gaps: [gap(80, 'network'), gap(40.4, 'network'), gap(20, 'crash')],
    },
  });
  expect(lines).toEqual([
    {
      ...{ level: 'info', ...IDENTITY, msg: 'recording started' },
      ...{ format: 'wav', channels: 1, sampleRateHz: 8000 },
    },
    {
      ...{ level: 'info', ...IDENTITY, msg: 'recording ended' },
      ...{ state: 'done', endReason: 'hangup', durationMs: 60_040, bytes: 960_684 },
      gapsMs: { network: 120, crash: 20 },
    },
  ]);
});

test('a failure is a warning with its cause; of a conference, the line names that', () => {
  const { happens, lines } = watch();
  const target = { kind: 'conference', conferenceId: CALL } as const;
  const failed = { ...LIVE, target, name: ID, origin: { via: 'line' }, state: 'failed' } as const;
  happens('recording.failed', { ...failed, cause: 'The disk is full' });
  expect(lines).toEqual([
    {
      ...{ level: 'warn', msg: 'recording ended', account: 'acme', recording: ID },
      ...{ conference: CALL, via: 'line', line: '101', state: 'failed', cause: 'The disk is full' },
    },
  ]);
});

test('uploads and copies are called what they are, and secrets in names are masked', () => {
  const { happens, lines, log } = watch();
  happens('recording.finished', { ...LIVE, state: 'done', origin: { via: 'upload' } });
  happens('recording.copied', { ...LIVE, state: 'done', name: 'a?api_key=pbx:hunter2' });
  expect(lines).toMatchObject([
    { msg: 'recording uploaded', via: 'upload' },
    { msg: 'recording copied', name: 'a?api_key=[redacted]' },
  ]);
  log.close();
  happens('recording.started', LIVE);
  expect(lines).toHaveLength(2);
});
