import { type User, usernameKey, userProblems } from '@tricord/core';
import { createTestCore } from '@tricord/testkit';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { guardFormula, unguardFormula } from '../mappers/formula-guard.ts';
import { parseCsvImport } from './csv-import.ts';
import { exportCsv, exportJson } from './export-users.ts';
import { parseJsonImport } from './json-import.ts';

const ACCOUNT = 'acme';

const text = fc.oneof(
  fc.string({ minLength: 1, maxLength: 12, unit: 'binary' }),
  fc.string({
    minLength: 1,
    maxLength: 6,
    unit: fc.constantFrom(...'\'"=+-@,;a\u00e9 |\uFF1D'),
  }),
);

const recording = fc
  .record(
    {
      channels: fc.constantFrom(1, 2),
      beep: fc.boolean(),
      maxDurationMs: fc.oneof(fc.nat(), fc.constantFrom(0, Number.MAX_SAFE_INTEGER)),
    },
    { requiredKeys: [] },
  )
  .filter((one) => Object.keys(one).length > 0);

const line = fc.record(
  {
    deviceName: text,
    directoryNumber: text,
    monitorable: fc.boolean(),
    recordingMode: fc.constantFrom('automatic', 'on-demand', 'live-keep'),
    recording,
  },
  { requiredKeys: ['deviceName', 'directoryNumber', 'monitorable', 'recordingMode'] },
);

const user: fc.Arbitrary<User> = fc
  .record(
    {
      username: text,
      pbxUsername: text,
      numericUserId: text,
      numericPartitionId: text,
      email: fc.constantFrom('ann@example.com', '+a=b@c'),
      mail: fc.constantFrom('none', 'link', 'file'),
      aliasNumbers: fc.uniqueArray(text, { minLength: 1, maxLength: 3 }),
      supervisedGroups: fc.uniqueArray(text, { minLength: 1, maxLength: 3 }),
      firstName: text,
      lastName: text,
      group: text,
      department: text,
      role: fc.constantFrom('recorder', 'reader', 'manager'),
      lines: fc.uniqueArray(line, {
        maxLength: 3,
        selector: ({ deviceName, directoryNumber }) => `${deviceName}\0${directoryNumber}`,
      }),
    },
    { requiredKeys: ['username', 'role', 'lines'] },
  )
  .filter((one) => userProblems(one).length === 0);

const users = fc.uniqueArray(user, {
  maxLength: 8,
  selector: ({ username }) => usernameKey(username),
});

async function coreWith(given: readonly User[]) {
  const core = createTestCore();
  await core.catalog.directory.put(
    ACCOUNT,
    given.map((one) => ({
      username: one.username,
      change: () => ({ accountId: ACCOUNT, user: one, createdAt: 1, updatedAt: 1 }),
    })),
  );
  return core;
}

async function joined(pieces: AsyncIterable<string>): Promise<string> {
  let whole = '';
  for await (const piece of pieces) whole += piece;
  return whole;
}

const byName = (some: readonly User[]) =>
  some.toSorted((a, b) => (usernameKey(a.username) < usernameKey(b.username) ? -1 : 1));

describe('an export can be imported without changes', () => {
  test('as CSV, for any text', async () => {
    await fc.assert(
      fc.asyncProperty(users, async (given) => {
        const csv = await joined(exportCsv(await coreWith(given), ACCOUNT));
        const parsed = await parseCsvImport(csv);
        expect(parsed.problems).toEqual([]);
        expect(byName(parsed.users.map((one) => one.user))).toEqual(byName(given));
      }),
      { numRuns: 300 },
    );
  });

  test('as JSON', async () => {
    await fc.assert(
      fc.asyncProperty(users, async (given) => {
        const json = await joined(exportJson(await coreWith(given), ACCOUNT));
        const parsed = await parseJsonImport(JSON.parse(json).users);
        expect(parsed.problems).toEqual([]);
        expect(byName(parsed.users.map((one) => one.user))).toEqual(byName(given));
      }),
    );
  });
});

describe('the guard against formulas', () => {
  test('is reversible for any text, and leaves no formula', () => {
    fc.assert(
      fc.property(text, (one) => {
        const cell = guardFormula(one);
        expect(unguardFormula(cell)).toBe(one);
        expect(cell).not.toMatch(/^[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/);
      }),
    );
  });
});

test('any CSV can be parsed or is rejected with its lines', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: fc.constantFrom(...'a,;"\n\r\t\'=') }), async (garbage) => {
      const { users: found, problems } = await parseCsvImport(`username,role\n${garbage}`);
      for (const { path } of problems) expect(path).toMatch(/^\/body\/\d+(\/\w+)?$/);
      for (const { user: one } of found) expect(one.username).not.toBe('');
    }),
    { numRuns: 300 },
  );
});
