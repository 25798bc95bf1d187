import { shared } from '../jest.shared.mjs';

/** Medium tests: against a real PostgreSQL, started once for all suites; each suite mints its own database. */
export default {
  ...shared,
  rootDir: '..',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.spec.ts'],
  globalSetup: '<rootDir>/test/setup/start-postgres.ts',
  globalTeardown: '<rootDir>/test/setup/stop-postgres.ts',
  testTimeout: 30_000,
  passWithNoTests: true,
};
