/** Tests stand beside their source and run from it: the `tricord-source` export condition skips the build. */
export default {
  testEnvironment: 'node',
  testEnvironmentOptions: {
    customExportConditions: ['tricord-source', 'node', 'node-addons'],
  },
  testMatch: ['<rootDir>/packages/*/src/**/*.test.ts', '<rootDir>/apps/*/src/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '\\.interop\\.test\\.ts$'],
  modulePathIgnorePatterns: ['<rootDir>/(packages|apps)/[^/]+/dist/'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
        module: { type: 'es6' },
        sourceMaps: 'inline',
      },
    ],
  },
  testTimeout: 20_000,
};
