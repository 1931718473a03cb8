import type { Recording } from '@tricord/core';
import request from 'supertest';
import { ACME, type Harness, type Identity, storeRecording } from './harness.ts';

interface RecordingPage {
  readonly recordings: readonly { readonly sid: string }[];
  readonly next_page_uri: string | null;
}

/** A client that requests lists of recordings, and the listed recordings. */
export class RecordingLists {
  readonly #harness: Harness;

  constructor(harness: Harness) {
    this.#harness = harness;
  }

  get(path: string, { sid, token }: Identity = ACME): request.Test {
    return request(this.#harness.app).get(path).auth(sid, token);
  }

  /** Stores recordings one minute apart; newest first. */
  async store(count: number): Promise<Recording[]> {
    const { core } = this.#harness;
    const all: Recording[] = [];
    for (let i = 0; i < count; i += 1) {
      all.unshift(await storeRecording(core, 1000));
      core.clock.advance(59_000);
    }
    return all;
  }

  /** The Sids on all pages, following the links as clients do, and the sizes of the pages. */
  async follow(path: string, base = ''): Promise<{ sids: string[]; sizes: number[] }> {
    const sids: string[] = [];
    const sizes: number[] = [];
    for (let next: string | null = path; next !== null; ) {
      const { body }: { body: RecordingPage } = await this.get(next).expect(200);
      sids.push(...sidsOf(body));
      sizes.push(body.recordings.length);
      next = body.next_page_uri && base + body.next_page_uri;
    }
    return { sids, sizes };
  }
}

/** The Sids of the recordings on a page, in order. */
export const sidsOf = ({ recordings }: Pick<RecordingPage, 'recordings'>): string[] =>
  recordings.map(({ sid }) => sid);
