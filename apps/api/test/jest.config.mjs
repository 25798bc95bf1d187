import { shared } from '../jest.shared.mjs';

/**
 * Medium tests: against a real PostgreSQL, started once for all suites; each suite mints its own database. The simulators
 * have theirs here, too: they play weeks.
 */
export default {
  ...shared,
  rootDir: '..',
  roots: ['<rootDir>/test', '<rootDir>/simulators'],
  testMatch: ['**/*.spec.ts'],
  globalSetup: '<rootDir>/test/setup/start-postgres.ts',
  globalTeardown: '<rootDir>/test/setup/stop-postgres.ts',
  // half of a suite's time is the database's: two of them fill two cores
  maxWorkers: 2,
  workerIdleMemoryLimit: '1GB', // modules of ended suites stay in a worker
  testTimeout: 30_000,
  passWithNoTests: true,
};
