// docs/contracts/laml.md#endpoints: the account itself, which both SDKs fetch.

import request from 'supertest';
import { beforeEach, expect, test } from 'vitest';
import {
  ACME,
  ACME_ALIAS,
  ACME_MESSAGING,
  BASE,
  createHarness,
  errorOf,
  fault,
  GLOBEX,
  type Harness,
} from '../testing/harness.ts';

let harness: Harness;
beforeEach(() => {
  harness = createHarness();
});
const get = (path: string, identity = ACME) =>
  request(harness.app).get(path).auth(identity.sid, identity.token);

/** What both shapes have, for this AccountSid below this base. */
const facts = (sid: string, base: string) => ({
  sid,
  friendly_name: 'acme',
  status: 'active',
  auth_token: 'redacted',
  date_created: null,
  date_updated: null,
  type: 'Full',
  owner_account_sid: sid,
  uri: `${base}/Accounts/${sid}.json`,
  subresource_uris: {
    calls: `${base}/Accounts/${sid}/Calls.json`,
    conferences: `${base}/Accounts/${sid}/Conferences.json`,
    recordings: `${base}/Accounts/${sid}/Recordings.json`,
  },
});
const SIGNALWIRE = {
  ...facts(ACME.sid, '/api/laml/2010-04-01'),
  ...{ region_preference: null, signing_key: null, subproject: false },
};
const TWILIO = facts(ACME_ALIAS.sid, '/2010-04-01');

test.each([
  ['SignalWire', BASE, ACME, SIGNALWIRE],
  ['Twilio', `/2010-04-01/Accounts/${ACME_ALIAS.sid}`, ACME_ALIAS, TWILIO],
])(
  'an account is shown as %s shows it, with and without .json',
  async (_vendor, path, identity, shown) => {
    for (const spelled of [path, `${path}.json`]) {
      const { status, body } = await get(spelled, identity);
      expect({ status, body }).toEqual({ status: 200, body: shown });
    }
    expect((await get(shown.uri, identity)).body).toEqual(shown);
  },
);

test('the list of accounts contains only the account of the credentials', async () => {
  const { body } = await get('/2010-04-01/Accounts.json', ACME_ALIAS);
  expect(body).toMatchObject({
    accounts: [TWILIO],
    uri: '/2010-04-01/Accounts.json?Page=0&PageSize=50',
    next_page_uri: null,
  });
  expect((await get('/api/laml/2010-04-01/Accounts')).body).toMatchObject({
    accounts: [SIGNALWIRE],
    uri: '/api/laml/2010-04-01/Accounts?Page=0&PageSize=50',
  });
});

test.each(['/2010-04-01/Accounts.json', `${BASE}.json`])(
  '%s requires a token of the account with the scope voice',
  async (path) => {
    expect(errorOf(await request(harness.app).get(path))).toEqual(fault(401, 20003));
    expect(errorOf(await get(path, ACME_MESSAGING))).toEqual(fault(403, 20003));
    expect(errorOf(await get(path, { ...ACME, token: 'wrong' }))).toEqual(fault(401, 20003));
  },
);

test('another account looks like one that does not exist', async () => {
  for (const sid of [GLOBEX.sid, `AC${'0'.repeat(32)}`]) {
    expect(errorOf(await get(`/2010-04-01/Accounts/${sid}.json`))).toEqual(fault(401, 20003));
  }
});
