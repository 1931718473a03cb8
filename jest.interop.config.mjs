import config from './jest.config.mjs';
import { whyUnavailable } from './lab/asterisk/lab.mjs';

const reason = whyUnavailable();
if (reason !== undefined) {
  process.stderr.write(`There is no Asterisk to test against: ${reason}\n`);
}

/** Tests against a real Asterisk (lab/asterisk), which plays and is recorded in real time. */
export default {
  ...config,
  testMatch: ['<rootDir>/apps/*/src/interop/*.interop.test.ts'],
  testPathIgnorePatterns: ['/node_modules/'],
  // One file after the other: what is measured should not compete with itself.
  maxWorkers: 1,
  verbose: true,
  testTimeout: 60_000,
};
