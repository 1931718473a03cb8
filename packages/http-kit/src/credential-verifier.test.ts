import { ManualClock } from '@tricord/testkit';
import { describe, expect, test, vi } from 'vitest';
import { CredentialVerifier } from './credential-verifier.ts';
import { LoginGuard } from './login-guard.ts';
import { hashSecret, keptSecret, type ScryptSecret } from './secret.ts';

/** A hash that is never computed: its bytes are the password's. */
function hashed(password: string): string {
  const hash = Buffer.from(password.padEnd(32, '.')).toString('base64url');
  return `scrypt:16384:8:1:${'A'.repeat(22)}:${hash}`;
}

/** A fake scrypt that records its calls. */
function counting() {
  const calls: string[] = [];
  const matches = async (password: string, { hash }: ScryptSecret) => {
    calls.push(password);
    return hash.toString() === password.padEnd(32, '.');
  };
  return { calls, matches };
}

test('verifies plain and hashed secrets', async () => {
  const verifier = new CredentialVerifier([
    { username: 'ann', secret: 'plain', principal: 'Ann' },
    { username: 'bob', secret: await hashSecret('pä🎵'), principal: 'Bob' },
  ]);
  expect(await verifier.verify('ann', 'plain')).toBe('Ann');
  expect(await verifier.verify('bob', 'pä🎵')).toBe('Bob');
  expect(await verifier.verify('bob', 'pä🎵')).toBe('Bob');
  for (const [username, password] of [
    ['ann', 'Plain'],
    ['ann', ''],
    ['Ann', 'plain'],
    ['bob', 'plain'],
    ['bob', 'pä'],
    ['eve', 'plain'],
    ['', ''],
    ['__proto__', ''],
  ] as const) {
    expect(await verifier.verify(username, password)).toBeUndefined();
  }
});

test('distinguishes several credentials with one name, even if a principal is undefined', async () => {
  const { calls, matches } = counting();
  const verifier = new CredentialVerifier<number | undefined>(
    [
      { username: 'a', secret: 'one', principal: 1 },
      { username: 'a', secret: hashed('two'), principal: 2 },
      { username: 'a', secret: hashed('three'), principal: undefined },
      { username: 'a', secret: hashed('four'), principal: 4 },
    ],
    { matches },
  );
  expect(await verifier.verify('a', 'one')).toBe(1);
  expect(await verifier.verify('a', 'two')).toBe(2);
  expect(await verifier.verify('a', 'four')).toBe(4);
  calls.length = 0;
  await verifier.verify('a', 'three');
  await verifier.verify('a', 'three');
  expect(calls).toHaveLength(2);
});

test('an empty list rejects everything, without hashing', async () => {
  const { calls, matches } = counting();
  expect(await new CredentialVerifier([], { matches }).verify('a', 'b')).toBeUndefined();
  expect(calls).toEqual([]);
});

test('hashes a valid pair once in ten minutes', async () => {
  const { calls, matches } = counting();
  const clock = new ManualClock();
  const credentials = [{ username: 'a', secret: hashed('good'), principal: 'A' }];
  const verifier = new CredentialVerifier(credentials, { clock, matches });
  clock.advance(1);
  await verifier.verify('a', 'good');
  clock.advance(9 * 60_000);
  expect(await verifier.verify('a', 'good')).toBe('A');
  expect(calls).toHaveLength(1);
  clock.advance(2 * 60_000);
  expect(await verifier.verify('a', 'good')).toBe('A');
  expect(calls).toHaveLength(2);
});

test('does not cache wrong pairs, and separates name and password', async () => {
  const { calls, matches } = counting();
  const credentials = [{ username: 'ab', secret: hashed('cd'), principal: 'A' }];
  const verifier = new CredentialVerifier(credentials, { matches });
  await verifier.verify('ab', 'cd');
  expect(await verifier.verify('abc', 'd')).toBeUndefined();
  expect(await verifier.verify('a', 'bcd')).toBeUndefined();
  expect(await verifier.verify('a', 'bcd')).toBeUndefined();
  expect(calls).toHaveLength(4);
});

test('shares concurrent checks of one pair', async () => {
  const { calls, matches } = counting();
  const credentials = [{ username: 'a', secret: hashed('good'), principal: 'A' }];
  const verifier = new CredentialVerifier(credentials, { matches });
  const checks = Array.from({ length: 500 }, () => verifier.verify('a', 'good'));
  expect(new Set(await Promise.all(checks))).toEqual(new Set(['A']));
  expect(calls).toHaveLength(1);
});

test('a wrong attempt costs the same for every name', async () => {
  const { calls, matches } = counting();
  const verifier = new CredentialVerifier(
    [
      { username: 'plain', secret: 'p', principal: 1 },
      { username: 'one', secret: hashed('p1'), principal: 2 },
      { username: 'two', secret: hashed('p2'), principal: 3 },
      { username: 'two', secret: hashed('p3'), principal: 4 },
    ],
    { matches },
  );
  for (const username of ['plain', 'one', 'two', 'nobody']) {
    calls.length = 0;
    expect(await verifier.verify(username, 'wrong')).toBeUndefined();
    expect([username, calls.length]).toEqual([username, 2]);
  }
});

test('limits running and waiting hashes', async () => {
  let running = 0;
  let most = 0;
  const open: (() => void)[] = [];
  const matches = async () => {
    running += 1;
    most = Math.max(most, running);
    await new Promise<void>((resolve) => open.push(resolve));
    running -= 1;
    return false;
  };
  const credentials = [{ username: 'a', secret: hashed('good'), principal: 'A' }];
  const verifier = new CredentialVerifier(credentials, { matches });
  const checks = Array.from({ length: 300 }, (_, i) =>
    verifier
      .verify(`stranger ${i}`, 'wrong', `10.0.${i >> 8}.${i & 255}`)
      .catch((error: unknown) => error),
  );
  const refused = await Promise.all(checks.slice(258));
  for (const error of refused) expect(error).toMatchObject({ code: 'busy' });
  const admitted = Promise.all(checks.slice(0, 258));
  const done = admitted.then(() => true);
  while (!(await Promise.race([done, Promise.resolve(false)]))) open.shift()?.();
  expect(await admitted).toEqual(Array.from({ length: 258 }, () => undefined));
  expect(most).toBe(2);
});

test('a failing check is not cached', async () => {
  let fail = true;
  const matches = async () => {
    if (fail) throw new Error('out of memory');
    return true;
  };
  const credentials = [{ username: 'a', secret: hashed('good'), principal: 'A' }];
  const verifier = new CredentialVerifier(credentials, { matches });
  await expect(verifier.verify('a', 'good')).rejects.toThrow('out of memory');
  fail = false;
  expect(await verifier.verify('a', 'good')).toBe('A');
});

test('refuses to start with a malformed hash', () => {
  const credentials = [{ username: 'a', secret: 'scrypt:oops', principal: 'A' }];
  expect(() => new CredentialVerifier(credentials)).toThrow('a hashed secret must be');
});

describe('credentials that change at run time', () => {
  function directory() {
    const { calls, matches } = counting();
    const known = new Map<string, { secret: string; principal: string }[]>();
    const asked: string[] = [];
    const verifier = new CredentialVerifier(
      [{ username: 'fixed', secret: 'plain', principal: 'Fixed' }],
      {
        matches,
        credentialsOf: async (name) => {
          asked.push(name);
          return known.get(name) ?? [];
        },
      },
    );
    return { calls, known, asked, verifier };
  }

  test('are accepted immediately, and no longer once they are removed', async () => {
    const { known, verifier } = directory();
    expect(await verifier.verify('ann', 'one')).toBeUndefined();
    known.set('ann', [{ secret: hashed('one'), principal: 'Ann' }]);
    expect(await verifier.verify('ann', 'one')).toBe('Ann');
    expect(await verifier.verify('ann', 'one')).toBe('Ann');
    known.delete('ann');
    expect(await verifier.verify('ann', 'one')).toBeUndefined();
  });

  test('a changed password is no longer cached; another principal needs no hash', async () => {
    const { calls, known, verifier } = directory();
    known.set('ann', [{ secret: hashed('one'), principal: 'Ann' }]);
    await verifier.verify('ann', 'one');
    calls.length = 0;
    known.set('ann', [{ secret: hashed('one'), principal: 'Boss' }]);
    expect(await verifier.verify('ann', 'one')).toBe('Boss');
    expect(calls).toEqual([]);
    known.set('ann', [{ secret: hashed('two'), principal: 'Boss' }]);
    expect(await verifier.verify('ann', 'one')).toBeUndefined();
    expect(await verifier.verify('ann', 'two')).toBe('Boss');
  });

  test('a check that started before a change does not count for the new password', async () => {
    const { known, verifier } = directory();
    known.set('ann', [{ secret: hashed('one'), principal: 'Ann' }]);
    const before = verifier.verify('ann', 'two');
    known.set('ann', [{ secret: hashed('two'), principal: 'Ann' }]);
    expect(await verifier.verify('ann', 'two')).toBe('Ann');
    expect(await before).toBeUndefined();
  });

  test('are not looked up if the list has the name, and cost the same for every name', async () => {
    const { asked, calls, known, verifier } = directory();
    known.set('fixed', [{ secret: hashed('other'), principal: 'Other' }]);
    known.set('ann', [{ secret: hashed('one'), principal: 'Ann' }]);
    expect(await verifier.verify('fixed', 'plain')).toBe('Fixed');
    expect(calls).toEqual([]);
    for (const name of ['fixed', 'ann', 'nobody']) {
      calls.length = 0;
      expect(await verifier.verify(name, 'wrong')).toBeUndefined();
      expect([name, calls.length]).toEqual([name, 1]);
    }
    expect(asked).toEqual(['ann', 'nobody']);
  });
});

test('a secret set at run time is stored as a hash of the usual cost', async () => {
  const kept = await keptSecret('pä🎵');
  expect(await keptSecret(kept)).toBe(kept);
  const verifier = new CredentialVerifier([{ username: 'a', secret: kept, principal: 1 }]);
  expect(await verifier.verify('a', 'pä🎵')).toBe(1);
  for (const wrong of ['scrypt:oops', kept.replace('16384', '32768'), kept.slice(0, -10)]) {
    await expect(keptSecret(wrong)).rejects.toThrow('a hashed secret must');
  }
});

describe('wrong logins', () => {
  const MINE = '192.0.2.1';
  const THEIRS = '198.51.100.9';
  const TOO_MANY = { failure: { kind: 'too-many-logins', retryAfterS: 300 } };

  function bar(secret = 'good') {
    const { calls, matches } = counting();
    const credentials = [
      { username: 'ann', secret, principal: 'Ann' },
      { username: 'bob', secret: hashed('bobs'), principal: 'Bob' },
    ];
    return { calls, verifier: new CredentialVerifier(credentials, { matches }) };
  }

  /** Fails so often, each time under the name that `nameOf` says. */
  async function guess(
    verifier: CredentialVerifier<unknown>,
    times: number,
    nameOf: (i: number) => string,
    addressOf: (i: number) => string = () => THEIRS,
  ): Promise<unknown[]> {
    const answers: unknown[] = [];
    for (let i = 0; i < times; i += 1) {
      const answer = verifier.verify(nameOf(i), `guess ${i}`, addressOf(i));
      answers.push(await answer.catch((error: unknown) => error));
    }
    return answers;
  }

  test.each(['good', hashed('good')])(
    'of one user from one address are refused without a check after ten (%#)',
    async (secret) => {
      const { calls, verifier } = bar(secret);
      const answers = await guess(verifier, 12, () => 'ann');
      expect(answers.slice(0, 10)).toEqual(Array.from({ length: 10 }, () => undefined));
      expect(answers.slice(10)).toMatchObject([TOO_MANY, TOO_MANY]);
      expect(calls).toHaveLength(10);
      await expect(verifier.verify('ann', 'good', THEIRS)).rejects.toMatchObject(TOO_MANY);
    },
  );

  test('do not concern others: the user elsewhere, and others at that address', async () => {
    const { verifier } = bar(hashed('good'));
    await guess(verifier, 200, () => 'ann');
    expect(await verifier.verify('ann', 'good', MINE)).toBe('Ann');
    expect(await verifier.verify('bob', 'bobs', THEIRS)).toBe('Bob');
  });

  test('do not concern those who were right before, at that very address', async () => {
    const { verifier } = bar(hashed('good'));
    await verifier.verify('ann', 'good', THEIRS);
    await guess(verifier, 200, () => 'ann');
    await guess(verifier, 200, (i) => `stranger ${i}`);
    expect(await verifier.verify('ann', 'good', THEIRS)).toBe('Ann');
    await expect(verifier.verify('ann', 'guess', THEIRS)).rejects.toMatchObject(TOO_MANY);
  });

  test('under many names from one address are answered as too many, and right ones let in', async () => {
    const { verifier } = bar(hashed('good'));
    const answers = await guess(verifier, 60, (i) => `stranger ${i}`);
    expect(answers.slice(0, 50)).toEqual(Array.from({ length: 50 }, () => undefined));
    expect(answers.slice(50)).toMatchObject(Array.from({ length: 10 }, () => TOO_MANY));
    expect(await verifier.verify('ann', 'good', THEIRS)).toBe('Ann');
  });

  test('of one user from many addresses are answered as too many, one each', async () => {
    const { verifier } = bar();
    const from = (i: number) => `203.0.113.${i}`;
    const answers = await guess(verifier, 120, () => 'ann', from);
    expect(answers.slice(0, 100)).toEqual(Array.from({ length: 100 }, () => undefined));
    expect(answers.slice(100)).toMatchObject(Array.from({ length: 20 }, () => TOO_MANY));
    await expect(verifier.verify('ann', 'good', from(3))).rejects.toMatchObject(TOO_MANY);
    expect(await verifier.verify('ann', 'good', MINE)).toBe('Ann');
  });

  test('of keys, which have no name, cost a hash each after fifty', async () => {
    const { calls, matches } = counting();
    const credentials = [{ username: '', secret: 'key', principal: 'K' }];
    const verifier = new CredentialVerifier(credentials, { matches });
    await guess(verifier, 50, () => '');
    expect(calls).toEqual([]);
    expect(await guess(verifier, 3, () => '')).toMatchObject([TOO_MANY, TOO_MANY, TOO_MANY]);
    expect(calls).toHaveLength(3);
    expect(await verifier.verify('', 'key', THEIRS)).toBe('K');
  });

  test('sent at once do not reveal the right one before the others are counted', async () => {
    const { verifier } = bar();
    await verifier.verify('ann', 'good', MINE);
    const guesses = Array.from({ length: 100 }, (_, i) => (i === 99 ? 'good' : `guess ${i}`));
    const answers = await Promise.allSettled(
      guesses.map((password) => verifier.verify('ann', password, THEIRS)),
    );
    expect(answers.at(-1)).toMatchObject({ status: 'rejected', reason: TOO_MANY });
    expect(await verifier.verify('ann', 'good', MINE)).toBe('Ann');
  });

  test('are forgotten in time', async () => {
    const guard = new LoginGuard({
      limits: { perAddress: 2, perUser: 2, perUserAndAddress: 1, windowMs: 50 },
    });
    const verifier = new CredentialVerifier(
      [{ username: 'ann', secret: 'good', principal: 'Ann' }],
      { guard },
    );
    vi.useFakeTimers();
    try {
      await guess(verifier, 1, () => 'ann');
      await expect(verifier.verify('ann', 'good', THEIRS)).rejects.toThrow('too-many-logins');
      vi.advanceTimersByTime(51);
      expect(await verifier.verify('ann', 'good', THEIRS)).toBe('Ann');
    } finally {
      vi.useRealTimers();
    }
  });
});

describe('a replaced list', () => {
  test('counts for checks that begin from now on, and keeps what has not changed', async () => {
    const { calls, matches } = counting();
    const ann = { username: 'ann', secret: hashed('a'), principal: { role: 'admin' } };
    const bob = { username: 'bob', secret: 'b', principal: { role: 'admin' } };
    const verifier = new CredentialVerifier([ann, bob], { matches });
    const [before, gone] = [await verifier.verify('ann', 'a'), await verifier.verify('bob', 'b')];
    const pending = verifier.verify('ann', 'a', '192.0.2.1');
    const eve = { username: 'eve', secret: 'e', principal: { role: 'viewer' } };
    verifier.replace([structuredClone(ann), { ...structuredClone(bob), secret: 'changed' }, eve]);
    expect(await pending).toBe(before);
    expect(await verifier.verify('eve', 'e')).toEqual({ role: 'viewer' });
    expect(await verifier.verify('bob', 'b')).toBeUndefined();
    const hashes = calls.length;
    // The same object, and its check is still remembered.
    expect(await verifier.verify('ann', 'a')).toBe(before);
    expect(calls).toHaveLength(hashes);
    expect(before !== undefined && verifier.has('ann', before)).toBe(true);
    expect(gone !== undefined && verifier.has('bob', gone)).toBe(false);
  });

  test('stays as it was when a hash of the new one is malformed', async () => {
    const verifier = new CredentialVerifier([{ username: 'ann', secret: 'a', principal: 1 }]);
    const bad = { username: 'ann', secret: 'scrypt:1', principal: 2 };
    expect(() => verifier.replace([bad])).toThrow('a hashed secret must be');
    expect(await verifier.verify('ann', 'a')).toBe(1);
  });
});
