import { describeSession, type SessionDescription } from '@tricord/core';
import { createTestCore, testUser } from '@tricord/testkit';
import { expect, test } from 'vitest';
import { asterisk } from '../app.ts';
import { lineHints } from './line-hints.ts';

const ACME = '720796a0-8ee9-4350-83bd-2d07a3121f1e';
const CALL = 'ffffffff-ffff-4fff-8fff-ffffffffffff';
const ANN = { deviceName: 'SEP1', directoryNumber: '101' };
const PIA = { deviceName: 'PJSIP/105-b', directoryNumber: '106' };
const USERS = [
  testUser('Ann', { lines: [ANN] }),
  testUser('Pia', { lines: [{ deviceName: 'PJSIP/105', directoryNumber: '105' }, PIA] }),
];

async function callOf(given: SessionDescription) {
  const { lineHints } = asterisk;
  const core = { ...createTestCore({ [ACME]: USERS }), ...(lineHints && { lineHints }) };
  return (await describeSession(core, ACME, CALL, given)).session.call;
}

test.each([
  ['the device', 'PJSIP/105-b-0000002a', { line: PIA, username: 'Pia' }],
  ['the endpoint', 'SIP/101-0000002a', { line: ANN, username: 'Ann' }],
  ['nobody', 'PJSIP/9-00000001', { line: {} }],
])('a call is that of %s of its channel', async (_whose, channel, found) => {
  expect(await callOf({ metadata: { channel } })).toMatchObject(found);
});

test.each(['101', 'PJSIP/101', 'PJSIP/101-2a', '/101-0000002a', 'PJSIP/101-0000002a;1'])(
  '%s names no endpoint',
  (channel) => {
    expect(lineHints({ metadata: { channel } })).toEqual([]);
  },
);

test('nothing is found where there is no channel', () => {
  expect(lineHints({})).toEqual([]);
});
