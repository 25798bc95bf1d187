import { shared } from '../../jest.shared.mjs';

/** What happens when the ground gives way: real API processes, a real PostgreSQL that is stopped, frozen and cut off. */
export default {
  ...shared,
  rootDir: '../..',
  roots: ['<rootDir>/test/faults'],
  testMatch: ['**/*.faults-spec.ts'],
  testTimeout: 90_000,
  maxWorkers: 1,
};
