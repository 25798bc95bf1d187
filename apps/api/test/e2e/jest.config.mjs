import { shared } from '../../jest.shared.mjs';

/** End to end: `npm start` as a newcomer runs it, and a real Chromium. */
export default {
  ...shared,
  rootDir: '../..',
  roots: ['<rootDir>/test/e2e'],
  testMatch: ['**/*.e2e-spec.ts'],
  testTimeout: 120_000,
  maxWorkers: 3, // a story waits most of its time
};
