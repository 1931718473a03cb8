import { DEFAULT_SETTINGS, type Recording } from '@tricord/core';
import { SequenceIds } from '@tricord/testkit';
import { expect, test } from 'vitest';
import { signalwireSection } from '../config.ts';
import { downloadName, unknownField } from './download-name.ts';

const ID = SequenceIds.nth(1);
const CALL = SequenceIds.nth(3);
const AT = Date.UTC(2026, 0, 2, 3, 4, 5);
const DEFAULT = signalwireSection.schema.parse({}).downloadName;

const RECORDING: Recording = {
  id: ID,
  accountId: SequenceIds.nth(2),
  name: 'sales/7',
  target: { kind: 'session', sessionId: CALL },
  call: {
    line: { directoryNumber: '101' },
    direction: 'incoming',
    local: {},
    remote: { phoneNumber: '+390123' },
    metadata: {},
  },
  settings: DEFAULT_SETTINGS,
  origin: { via: 'signalwire' },
  state: 'done',
  muted: false,
  createdAt: AT,
  updatedAt: AT,
  pausedMs: 0,
  skippedMs: 0,
};
const withNumber = (phoneNumber: string): Recording => ({
  ...RECORDING,
  call: { ...RECORDING.call, remote: { phoneNumber } },
});

test.each([
  [DEFAULT, `2026-01-02_03-04-05_+390123_101_${ID}`],
  ['{from} - {to} ({date})', '+390123 101 (2026-01-02)'],
  ['call {callSid}', `call ${CALL}`],
  ['{name}', 'sales-7'],
  ['Büro/{to}', 'Büro-101'],
])('%s', (template, name) => {
  expect(downloadName(template, RECORDING)).toBe(name);
});

test('unknown values are omitted', () => {
  const { remote: _unknown, ...rest } = RECORDING.call;
  const unknown = { ...RECORDING, call: { ...rest, line: {}, remote: {} } };
  expect(downloadName(DEFAULT, unknown)).toBe(`2026-01-02_03-04-05_${ID}`);
  expect(downloadName('{from}', unknown)).toBe(ID);
});

test.each([
  ['../../etc/passwd', 'etc-passwd'],
  ['.bashrc', 'bashrc'],
  ['sip:anna@example.com;x="1"', 'sip-anna@example.com-x-1'],
  ['a\r\nSet-Cookie: b', 'a-Set-Cookie-b'],
  ['\u202Egpj.exe', 'gpj.exe'],
  ['\u0000', ID],
])('a number %j makes no path, header or hidden file', (number, name) => {
  expect(downloadName('{from}', withNumber(number))).toBe(name);
});

test('a name fits into file systems, and is not cut inside a character', () => {
  const name = downloadName('{from}{from}', withNumber('é'.repeat(500)));
  expect(Buffer.byteLength(name)).toBe(200);
  expect(name).toBe('é'.repeat(100));
});

test.each([
  ['{date}_{time}', undefined],
  ['{Date}', '{Date}'],
  ['{}', '{}'],
  ['a {sid} {id}', '{id}'],
])('in %s, %s is unknown', (template, unknown) => {
  expect(unknownField(template)).toBe(unknown);
});
