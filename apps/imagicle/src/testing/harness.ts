import {
  type Recording,
  Replaceable,
  type Session,
  type SessionDescription,
  startRecording,
  stopRecording,
} from '@tricord/core';
import { createLogger } from '@tricord/http-kit';
import { createTestCore, type TestCore } from '@tricord/testkit';
import type { Express } from 'express';
import { createImagicleApp } from '../app.ts';
import type { ImagicleAccount } from '../config.ts';
import { ACME, type AccountOptions, ALICE_LINE, testAccounts } from './accounts.ts';

export * from './accounts.ts';

export const BASE = '/fw/Apps/Recorder/WebAPI';
export const LIVE = `${BASE}/LiveRecordings`;
/** 2026-01-02 03:04:05 UTC, the start of the test clock. */
export const START = '2026-01-02T03:04:05.0000000';

/** The dialect over an in-memory core with two accounts. */
export interface Harness {
  readonly core: TestCore;
  readonly app: Express;
  /** Log entries of level warning or above, one JSON object each. */
  readonly logged: readonly string[];
}

export interface HarnessOptions extends AccountOptions {
  /** Default: {@link testAccounts}. */
  readonly accounts?: readonly ImagicleAccount[];
  /** Default: the core's own. */
  readonly clock?: TestCore['clock'];
}

export function createHarness(options: HarnessOptions = {}): Harness {
  const { clock, accounts = testAccounts(options) } = options;
  const made = createTestCore(Object.fromEntries(accounts.map(({ id, users }) => [id, users])));
  const core = { ...made, clock: clock ?? made.clock };
  const logged: string[] = [];
  const logger = createLogger('warn', { write: (line: string) => logged.push(line) });
  const app = createImagicleApp({
    core,
    accounts: new Replaceable(accounts),
    logger,
    validateResponses: true,
  });
  return { core, app, logged };
}

/** A live call and a recording of it, started by another dialect. */
export async function recordCall(
  core: TestCore,
  description: SessionDescription = { line: ALICE_LINE, username: 'alice' },
  accountId = ACME,
): Promise<{ call: Session; recording: Recording }> {
  const call = await core.liveSession(accountId, description);
  const recording = await startRecording(core, {
    accountId,
    target: { sessionId: call.id },
    origin: { via: 'asterisk' },
  });
  return { call, recording };
}

/** A finished recording of this duration. */
export async function storeRecording(
  core: TestCore,
  description?: SessionDescription,
  lengthMs = 4_000,
): Promise<Recording> {
  const { recording } = await recordCall(core, description);
  core.clock.advance(lengthMs);
  const { ended } = await stopRecording(core, ACME, { id: recording.id });
  if (ended === undefined) throw new Error('not settled');
  return ended;
}

/** The state of the recording in the catalog. */
export async function stateOf(
  core: TestCore,
  { accountId, id }: Pick<Recording, 'accountId' | 'id'>,
): Promise<string> {
  return (await core.catalog.recordings.get(accountId, id))?.state ?? 'gone';
}
