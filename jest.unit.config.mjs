import config from './jest.config.mjs';

/** Without the tests that take their time from real calls, crashes and full disks. */
export default {
  ...config,
  testPathIgnorePatterns: [...config.testPathIgnorePatterns, '<rootDir>/apps/gateway/src/e2e/'],
};
