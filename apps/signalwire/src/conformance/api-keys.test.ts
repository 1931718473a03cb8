// docs/contracts/laml.md#endpoints: Twilio's API keys as user names.

import { hashSecret } from '@tricord/http-kit';
import request from 'supertest';
import { expect, test } from 'vitest';
import {
  ACME,
  ACME_ALIAS,
  createHarness,
  errorOf,
  fault,
  GLOBEX,
  storeRecording,
} from '../testing/harness.ts';

const KEY = { sid: `SK${'0'.repeat(32)}`, secret: 'shh' };
const MESSAGING = { sid: `SK${'1'.repeat(32)}`, secret: 'shh', scopes: ['messaging'] };

/** The accounts, the first of which has these keys. */
const withKeys = async () =>
  createHarness({
    apiKeys: [{ ...KEY, secret: await hashSecret(KEY.secret), scopes: ['voice'] }, MESSAGING],
  });

test.each([ACME, ACME_ALIAS])(
  'an API key and its secret are credentials of %o',
  async ({ sid }) => {
    const { app, core } = await withKeys();
    const { id } = await storeRecording(core);
    const { status, body } = await request(app)
      .get(`/2010-04-01/Accounts/${sid}/Recordings/${id}.json`)
      .auth(KEY.sid, KEY.secret);
    expect({ status, sid: body.sid, account: body.account_sid }).toEqual({
      ...{ status: 200, sid: id, account: sid },
    });
  },
);

test('its account can be fetched without its id, in Twilio’s form', async () => {
  const { app } = await withKeys();
  const { body } = await request(app).get('/2010-04-01/Accounts.json').auth(KEY.sid, KEY.secret);
  expect(body.accounts).toMatchObject([{ sid: ACME_ALIAS.sid }]);
});

test('it is valid only for its own account, with its own secret and scopes', async () => {
  const { app } = await withKeys();
  const list = (account: string, user: string, secret: string) =>
    request(app).get(`/2010-04-01/Accounts/${account}/Recordings.json`).auth(user, secret);
  expect(errorOf(await list(GLOBEX.sid, KEY.sid, KEY.secret))).toEqual(fault(401, 20003));
  expect(errorOf(await list(ACME.sid, KEY.sid, ACME.token))).toEqual(fault(401, 20003));
  expect(errorOf(await list(ACME.sid, ACME.sid, KEY.secret))).toEqual(fault(401, 20003));
  expect(errorOf(await list(KEY.sid, KEY.sid, KEY.secret))).toEqual(fault(401, 20003));
  expect(errorOf(await list(ACME.sid, MESSAGING.sid, 'shh'))).toEqual(fault(403, 20003));
});
