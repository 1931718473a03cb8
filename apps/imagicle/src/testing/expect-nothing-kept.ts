import request from 'supertest';
import { expect } from 'vitest';
import { BASE, BOSS, type Harness } from './harness.ts';

/** Of an upload that was refused, or broke off, nothing must be left. */
export async function expectNothingKept({ core, app }: Harness): Promise<void> {
  const list = await request(app)
    .get(`${BASE}/Recordings`)
    .auth(...BOSS);
  expect(list.body).toEqual({ totalCount: 0, recordings: [] });
  expect(core.published).toEqual([]);
  expect(core.imports.kept).toBe(0);
}
