import { expect, test } from 'vitest';
import { LoginGuard } from './login-guard.ts';

const LIMITS = { perAddress: 100, perUser: 100, perUserAndAddress: 1, windowMs: 60_000 };
const LOGIN = { api: 'test', username: 'ann', address: '192.0.2.1' };

test('new limits count at once, for the logins that were wrong before as well', async () => {
  const guard = new LoginGuard({ limits: LIMITS });
  await guard.failed(LOGIN);
  await expect(guard.admit(LOGIN)).rejects.toMatchObject({ failure: { kind: 'too-many-logins' } });
  guard.limits = { ...LIMITS, perUserAndAddress: 2 };
  expect(await guard.admit(LOGIN)).toEqual({ slow: false });
  guard.limits = { ...LIMITS, perAddress: 1 };
  await expect(guard.admit(LOGIN)).rejects.toMatchObject({ failure: { retryAfterS: 60 } });
});
