import { expect, test } from 'vitest';
import { canonicalUrl } from './canonical-url.ts';

test.each([
  ['/api/laml/2010-04-01/Accounts/A/Recordings/R', undefined],
  ['/2010-04-01/Accounts/A/Recordings/R.mp3?Download=true', undefined],
  ['/2010-04-01/Accounts/A/Recordings/R.json/', '/2010-04-01/Accounts/A/Recordings/R.json'],
  [
    '/api/laml/api/laml/2010-04-01/Accounts/A/Recordings?Page=1',
    '/api/laml/2010-04-01/Accounts/A/Recordings.json?Page=1',
  ],
  [
    '/2010-04-01/Accounts/A/Calls/C/Recordings?a=/b/',
    '/2010-04-01/Accounts/A/Calls/C/Recordings.json?a=/b/',
  ],
  [
    '/api/laml/2010-04-01/Accounts/A/Calls/C/Recordings/Twilio.CURRENT',
    '/api/laml/2010-04-01/Accounts/A/Calls/C/Recordings/Twilio.CURRENT.json',
  ],
  [
    '/2010-04-01/Accounts/A/Conferences/F/Recordings/R/',
    '/2010-04-01/Accounts/A/Conferences/F/Recordings/R.json',
  ],
  ['/2010-04-01/Accounts/A/Conferences/F/Recordings/R.json', undefined],
  ['/2010-04-01/Accounts/A/Recordings/Calls/x', undefined],
  ['/2010-04-01/Accounts', '/2010-04-01/Accounts.json'],
  ['/2010-04-01/Accounts/A/', '/2010-04-01/Accounts/A.json'],
  ['/2010-04-01/Accounts/A.json', undefined],
  ['/2010-04-01/Accounts/A/Calls/C/Recordings/R.mp3', undefined],
  ['/2010-04-01/Accounts/A/Conferences/F/Recordings/R.wav?Download=true', undefined],
  ['/2010-04-01/Accounts/A/Conferences/F.wav', '/2010-04-01/Accounts/A/Conferences/F.wav.json'],
  ['/elsewhere/Accounts/A/Calls/C/Recordings', undefined],
  ['/api/lamlx/api/laml/2010-04-01', undefined],
  ['/', undefined],
  ['', undefined],
])('%s', (rawUrl, canonical) => {
  expect(canonicalUrl(rawUrl)).toBe(canonical ?? rawUrl);
});
