import { shared } from './jest.shared.mjs';

/** Small tests: rules and doors, beside their files; no database, and no simulated month. */
export default {
  ...shared,
  rootDir: '.',
  roots: ['<rootDir>/src', '<rootDir>/launcher'],
  testMatch: ['**/*.spec.ts'],
  testTimeout: 60_000, // machines are shared
  passWithNoTests: true,
};
