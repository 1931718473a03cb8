import {
  type Recording,
  Replaceable,
  type Session,
  startRecording,
  stopRecording,
} from '@tricord/core';
import { createLogger } from '@tricord/http-kit';
import { createTestCore, type TestCore } from '@tricord/testkit';
import type { Express } from 'express';
import type { Registry } from 'prom-client';
import { createSignalwireApp } from '../app.ts';
import { type SignalwireAccount, type SignalwireSettings, signalwireSection } from '../config.ts';

/** An AccountSid with its token. */
export interface Identity {
  readonly sid: string;
  readonly token: string;
}

export const ACME: Identity = { sid: '720796a0-8ee9-4350-83bd-2d07a3121f1e', token: 'PT-acme' };
/** The same account by the AccountSid that Twilio's SDK requires. */
export const ACME_ALIAS: Identity = { sid: `AC${'0123456789abcdef'.repeat(2)}`, token: 'PT-acme' };
/** A token of the same account without access to recordings. */
export const ACME_MESSAGING: Identity = { sid: ACME.sid, token: 'PT-acme-messaging' };
export const GLOBEX: Identity = { sid: 'd3b07384-d9a0-4c9b-8f3e-6b1a2c3d4e5f', token: 'PT-globex' };

/** SignalWire's base path and the account in it. */
export const BASE = `/api/laml/2010-04-01/Accounts/${ACME.sid}`;
/** 2026-01-02 03:04:05, the start of the test clock. */
export const START = 'Fri, 02 Jan 2026 03:04:05 +0000';

/** The dialect over an in-memory core with two accounts. */
export interface Harness {
  readonly core: TestCore;
  readonly app: Express;
  /** Log entries of level warning or above, one JSON object each. */
  readonly logged: readonly string[];
}

/** Settings of the accounts that tests vary. */
type Settings = Partial<SignalwireSettings>;

export function createHarness(
  settings: Settings & { metrics?: Registry; core?: TestCore } = {},
): Harness {
  const { metrics, core = createTestCore(), apiKeys, ...signalwire } = settings;
  // A key is of one account.
  const acme = apiKeys === undefined ? signalwire : { ...signalwire, apiKeys };
  const logged: string[] = [];
  const logger = createLogger('warn', { write: (line: string) => logged.push(line) });
  const accounts = [
    account(ACME.sid, 'acme', acme, [
      { token: ACME.token, scopes: ['Voice', 'messaging'] },
      { token: ACME_MESSAGING.token, scopes: ['messaging'] },
    ]),
    account(GLOBEX.sid, 'globex', signalwire, [{ token: GLOBEX.token, scopes: ['voice'] }]),
  ];
  const app = createSignalwireApp({
    core,
    accounts: new Replaceable(accounts),
    logger,
    validateResponses: true,
    ...(metrics && { metrics }),
  });
  return { core, app, logged };
}

function account(
  id: string,
  name: string,
  settings: Settings,
  tokens: SignalwireSettings['tokens'],
): SignalwireAccount {
  const signalwire = signalwireSection.schema.parse({ tokens, ...settings });
  const cors = { origins: [`https://${name}.example`] };
  return { id, name, cors, ...(id === ACME.sid ? { alias: ACME_ALIAS.sid } : {}), signalwire };
}

/** A live call, by default a new one, and a recording of it. */
export async function recordCall(
  core: TestCore,
  accountId = ACME.sid,
  given?: Session,
): Promise<{ call: Session; recording: Recording }> {
  const call = given ?? (await core.liveSession(accountId));
  const recording = await startRecording(core, {
    accountId,
    target: { sessionId: call.id },
    origin: { via: 'asterisk' },
  });
  return { call, recording };
}

/** A live conference with this name and a recording of it. */
export async function recordConference(
  core: TestCore,
  name = 'support',
): Promise<{ conferenceSid: string; recording: Recording }> {
  await core.liveSession(ACME.sid, { conferenceId: name });
  const recording = await startRecording(core, {
    accountId: ACME.sid,
    target: { conferenceId: name },
    origin: { via: 'asterisk' },
  });
  if (recording.target.kind !== 'conference') throw new Error('not a conference');
  return { conferenceSid: recording.target.conferenceId, recording };
}

/** A finished recording of a call, of this duration. */
export async function storeRecording(core: TestCore, lengthMs = 4_000): Promise<Recording> {
  const { recording } = await recordCall(core);
  core.clock.advance(lengthMs);
  const { ended } = await stopRecording(core, ACME.sid, { id: recording.id });
  if (ended === undefined) throw new Error('not settled');
  return ended;
}

/** The documented parts of an error response; of the message, only that it is a string. */
export function errorOf(response: { status: number; body: { message?: unknown } }): object {
  return { ...response.body, message: typeof response.body.message, http: response.status };
}

/** What {@link errorOf} returns for the vendor's error with this HTTP status and code. */
export function fault(status: number, code: number): object {
  const more_info = `https://www.twilio.com/docs/errors/${code}`;
  return { http: status, status, code, message: 'string', more_info };
}
