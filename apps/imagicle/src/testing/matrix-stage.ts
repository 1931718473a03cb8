import {
  deleteRecording,
  isLive,
  listAllRecordings,
  pauseRecording,
  startRecording,
  stopRecording,
} from '@tricord/core';
import request, { type Response, type Test } from 'supertest';
import { ACME, BASE, createHarness } from './harness.ts';
import { type Asker, lineAt, matrixAccounts, ownerAt, type Place } from './line-matrix.ts';

/** The state of a cell's call at the time of the request; an automatic line has recorded it. */
export type Scene = 'connected' | 'recorded' | 'paused' | 'finished' | 'nothing';

/** What a request can refer to. */
export interface Subject {
  readonly deviceName: string;
  readonly directoryNumber: string;
  readonly username: string;
  /** The id of the cell's recording; empty while there is none. */
  readonly id: string;
}

/** Starts a request, below the base path of the API. */
export type Ask = (
  method: 'get' | 'post' | 'put' | 'delete',
  path: string,
) => Pick<Test, 'send' | 'field'>;

/** A request of a matrix: the initial state, the request, and the state of the recording after success. */
export interface Operation {
  readonly scene: Scene;
  readonly ask: (ask: Ask, subject: Subject) => unknown;
  /** The states of all recordings afterward; undefined: unchanged. */
  readonly becomes?: string;
}

/** The outcome of a request. */
export interface Outcome {
  /** The status; after `:` the reason, after `=` the number of results. */
  readonly answer: string;
  /** The states of all recordings, before and after. */
  readonly before: string;
  readonly after: string;
}

/** Runs the cells of a matrix, one after another, independently. */
export class MatrixStage {
  readonly #harness = createHarness({ accounts: matrixAccounts() });

  async play({ scene, ask }: Operation, place: Place, asker: Asker): Promise<Outcome> {
    const { core, app } = this.#harness;
    const line = lineAt(place, asker);
    const username = ownerAt(place, asker);
    const owner = username === undefined ? {} : { username };
    const call = scene === 'nothing' ? undefined : await core.liveSession(ACME, { line, ...owner });
    const id = call && (await this.#prepare(scene, place, call.id));
    const before = await this.#states();
    const response = await this.#ask(
      (method, path) => {
        const test = request(app)[method](BASE + path);
        return asker.credentials === undefined ? test : test.auth(...asker.credentials);
      },
      ask,
      { ...line, username: username ?? 'nobody', id: id ?? '' },
    );
    const after = await this.#states();
    await this.#clear();
    if (call !== undefined) await core.hangUp(call);
    return { answer: answerOf(response), before, after };
  }

  async #ask(begin: Ask, ask: Operation['ask'], subject: Subject): Promise<Response> {
    return (await ask(begin, subject)) as Response;
  }

  async #prepare(scene: Scene, { kind }: Place, sessionId: string): Promise<string | undefined> {
    const { core } = this.#harness;
    if (scene === 'connected' && kind !== 'auto') return undefined;
    const via = kind === 'auto' ? 'line' : 'asterisk';
    const { id } = await startRecording(core, {
      accountId: ACME,
      target: { sessionId },
      origin: { via },
    });
    core.clock.advance(1000);
    if (scene === 'paused') await pauseRecording(core, ACME, { id }, 'skip');
    if (scene === 'finished') await stopRecording(core, ACME, { id });
    return id;
  }

  async #states(): Promise<string> {
    const recordings = await listAllRecordings(this.#harness.core, { accountId: ACME });
    return recordings
      .map(({ state }) => state)
      .sort()
      .join();
  }

  async #clear(): Promise<void> {
    const { core } = this.#harness;
    for (const recording of await listAllRecordings(core, { accountId: ACME })) {
      const { id } = recording;
      if (isLive(recording)) await stopRecording(core, ACME, { id });
      await deleteRecording(core, ACME, { id });
    }
  }
}

function answerOf({ status, body }: Response): string {
  if (status === 400) return `400:${body.reason}`;
  if (status !== 200 || Buffer.isBuffer(body)) return `${status}`;
  const found: unknown = body.recordings ?? body;
  return Array.isArray(found) ? `200=${found.length}` : '200';
}
