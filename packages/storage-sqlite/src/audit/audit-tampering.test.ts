import { join } from 'node:path';
import { type NewAuditEntry, verifyAudit } from '@tricord/core';
import { type TemporaryFolder, temporaryFolder } from '@tricord/testkit';
import SqliteDatabase, { type Database } from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CatalogUnusableError } from '../database/catalog-unusable-error.ts';
import { SqliteCatalog } from '../sqlite-catalog.ts';
import { openAuditReader } from './open-audit-reader.ts';

const ACCOUNT = '720796a0-8ee9-4350-83bd-2d07a3121f1e';

let folder: TemporaryFolder;
let path: string;
let catalog: SqliteCatalog;
beforeEach(async () => {
  folder = await temporaryFolder();
  path = join(folder.path, 'catalog.db');
  catalog = await SqliteCatalog.open({ path });
});
afterEach(async () => {
  await catalog.close();
  await folder.close();
});

function newEntry(n: number): NewAuditEntry {
  return {
    at: 1_700_000_000_000 + n,
    accountId: ACCOUNT,
    actor: { username: `user${n}`, via: 'native', address: '192.0.2.1' },
    action: 'recording.download',
    recordingId: `recording-${n}`,
    subject: `subject-${n}`,
    details: { container: 'wav' },
  };
}

async function putDown(count: number): Promise<void> {
  for (let n = 1; n <= count; n += 1) await catalog.audit.append(newEntry(n));
}

/** Somebody with the file in their hands, who takes the triggers away first. */
function tamper(change: (db: Database) => void): void {
  const db = new SqliteDatabase(path);
  for (const name of db
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger' AND name LIKE 'audit%'")
    .pluck()
    .all()) {
    db.exec(`DROP TRIGGER "${name}"`);
  }
  change(db);
  db.close();
}

describe('the file refuses to have the log', () => {
  test.each([
    'UPDATE audit SET at = 1',
    'DELETE FROM audit WHERE seq = 2',
    'DELETE FROM audit_heads',
    'UPDATE audit_heads SET seq = 1',
    "UPDATE audit_heads SET hash = 'x'",
    "REPLACE INTO audit_heads VALUES ('720796a0-8ee9-4350-83bd-2d07a3121f1e', 1, 'x')",
  ])('changed: %s', async (sql) => {
    await putDown(3);
    const db = new SqliteDatabase(path);
    db.pragma('recursive_triggers = ON');
    expect(() => db.exec(sql)).toThrow('the audit log is only added to');
    db.close();
    expect(await verifyAudit({ catalog }, ACCOUNT)).toMatchObject({ intact: true, entries: 3 });
  });
});

describe('with the triggers gone, the walk finds', () => {
  test.each([
    "username = 'x'",
    'username = NULL',
    'username = upper(username)',
    "via = 'x'",
    'address = NULL',
    "action = 'recording.pause'",
    "recording_id = 'x'",
    'subject = NULL',
    'at = at + 1',
    "details = '{}'",
    `details = '{"container": "wav"}'`,
    `details = '{"container":"x","container":"wav"}'`,
    "details = 'nonsense'",
    "details = '[]'",
    "prev_hash = 'x'",
    'hash = upper(hash)',
  ])('a change of %s', async (change) => {
    await putDown(4);
    tamper((db) => db.exec(`UPDATE audit SET ${change} WHERE seq = 3`));
    expect(await verifyAudit({ catalog }, ACCOUNT)).toMatchObject({
      intact: false,
      entries: 2,
      broken: { seq: 3, damage: 'changed' },
    });
  });

  test.each([
    ['DELETE FROM audit WHERE seq = 1', 1, 'removed'],
    ['DELETE FROM audit WHERE seq = 3', 3, 'removed'],
    ['DELETE FROM audit WHERE seq > 2', 3, 'removed'],
    ['DELETE FROM audit', 1, 'removed'],
    ['DELETE FROM audit_heads', 4, 'head-missing'],
    ['UPDATE audit SET seq = 9 WHERE seq = 2', 2, 'removed'],
    [
      'UPDATE audit SET seq = -2 WHERE seq = 2; UPDATE audit SET seq = 2 WHERE seq = 3; ' +
        'UPDATE audit SET seq = 3 WHERE seq = -2',
      2,
      'changed',
    ],
    ['UPDATE audit SET seq = -5 WHERE seq = 4', -5, 'inserted'],
  ])('%s', async (sql, seq, damage) => {
    await putDown(4);
    tamper((db) => db.exec(sql));
    expect((await verifyAudit({ catalog }, ACCOUNT)).broken).toEqual({ seq, damage });
    expect(await catalog.audit.accounts()).toEqual([ACCOUNT]);
  });
});

describe('openAuditReader', () => {
  test('reads what another process writes, and changes nothing', async () => {
    await putDown(2);
    const reader = await openAuditReader({ path });
    await putDown(1);
    expect(await verifyAudit({ catalog: reader }, ACCOUNT)).toMatchObject({
      intact: true,
      entries: 3,
    });
    expect((await reader.audit.list({ accountId: ACCOUNT, limit: 5 })).items).toHaveLength(3);
    await reader.close();
    await catalog.close();
    const alone = await openAuditReader({ path });
    expect(await alone.audit.accounts()).toEqual([ACCOUNT]);
    await alone.close();
    await alone.close();
  });

  test('refuses in one line what is no catalog, or is of another version', async () => {
    const failure = (at: string) => openAuditReader({ path: at }).catch((error: unknown) => error);
    const absent = await failure(join(folder.path, 'absent.db'));
    expect(absent).toBeInstanceOf(CatalogUnusableError);
    expect(String(absent)).toContain('unable to open database file');
    const db = new SqliteDatabase(path);
    db.pragma('user_version = 1000');
    expect(String(await failure(path))).toContain(
      `The catalog ${path} was written by another version of Tricord`,
    );
    db.pragma('user_version = 0');
    expect(String(await failure(path))).toContain(`The file ${path} is not a catalog of Tricord`);
    db.close();
  });
});
