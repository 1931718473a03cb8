import request from 'supertest';
import { expect } from 'vitest';
import { BASE, BOSS, type Harness } from './harness.ts';

/** Asserts that nothing is left of a rejected or aborted upload. */
export async function expectNothingKept({ core, app }: Harness): Promise<void> {
  const list = await request(app)
    .get(`${BASE}/Recordings`)
    .auth(...BOSS);
  expect(list.body).toEqual({ totalCount: 0, recordings: [] });
  expect(core.published).toEqual([]);
  expect(core.imports.kept).toBe(0);
}
