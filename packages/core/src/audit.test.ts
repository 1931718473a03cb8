import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { AUDIT_GENESIS, auditHash, auditText, chainEntry } from './audit.ts';

const ADDED = {
  at: 1_767_323_045_000,
  accountId: '720796a0-8ee9-4350-83bd-2d07a3121f1e',
  actor: { username: 'Ångström', via: 'imagicle', address: '192.0.2.7' },
  action: 'recording.download',
  recordingId: '43bb71ee-553f-4074-bb20-8e2747647cce',
  details: { container: 'mp3', a: 1 },
} as const;

// docs/audit.md contains this text and its hash.
const TEXT =
  '[1,"720796a0-8ee9-4350-83bd-2d07a3121f1e",1,1767323045000,"Ångström","imagicle","192.0.2.7",' +
  '"recording.download","43bb71ee-553f-4074-bb20-8e2747647cce",null,[["a",1],["container","mp3"]],' +
  `"${AUDIT_GENESIS}"]`;

test('an entry is hashed as documented', () => {
  const entry = chainEntry(undefined, ADDED);
  expect(auditText(entry)).toBe(TEXT);
  expect(entry.hash).toBe(createHash('sha256').update(TEXT).digest('hex'));
  expect(entry.hash).toBe('feb889106b804cd7b070db3102f6bfbe0ac1432da1fb9fbd4767eb91274a7c94');
});

test('the hash does not depend on the order of details or on undefined fields', () => {
  const one = chainEntry(undefined, { ...ADDED, details: { b: 1, a: true } });
  const two = chainEntry(undefined, { ...ADDED, details: { a: true, b: 1 } });
  expect(one).toEqual(two);
  expect(Object.keys(one.details)).toEqual(['a', 'b']);
  expect(auditHash({ ...one, details: { b: 1, a: true } })).toBe(one.hash);
});

test('the value of one field cannot be mistaken for that of another', () => {
  const { recordingId, ...bare } = ADDED;
  const hashes = [
    ADDED,
    bare,
    { ...bare, subject: recordingId },
    { ...ADDED, actor: { via: 'imagicle' } },
    { ...ADDED, actor: { username: '', via: 'imagicle' } },
    { ...ADDED, details: { 'a","b': 1 } },
    { ...ADDED, details: { a: '1' } },
  ].map((added) => chainEntry(undefined, added).hash);
  expect(new Set(hashes).size).toBe(hashes.length);
});
