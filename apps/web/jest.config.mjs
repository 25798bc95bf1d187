import { fileURLToPath } from 'node:url';

// A zone with summer time that is not UTC: where a time is told in the wrong one, a test can see it.
process.env.TZ = 'Europe/Berlin';

const typescript = [
  '@swc/jest',
  {
    jsc: {
      target: 'es2022',
      parser: { syntax: 'typescript', tsx: true },
      transform: { react: { runtime: 'automatic' } },
      experimental: { keepImportAttributes: true },
    },
  },
];

const shared = {
  rootDir: fileURLToPath(new URL('.', import.meta.url)),
  roots: ['<rootDir>/src'],
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  transform: { '^.+\\.tsx?$': typescript },
  moduleNameMapper: {
    '\\.css$': '<rootDir>/jest.css.cjs',
    // Node is given one file, a browser two thousand, which every page suite would read
    '^lucide-react$': fileURLToPath(import.meta.resolve('lucide-react')),
  },
};

/** Plain data needs no page: what is named `.spec.ts` runs without one, which takes a third of the time. */
export default {
  maxWorkers: '100%', // the longest of all small tests: the others have ended long before
  testTimeout: 60_000, // of all projects: one of them cannot have its own
  projects: [
    { ...shared, displayName: 'plain', testEnvironment: 'node', testMatch: ['**/*.spec.ts'] },
    {
      ...shared,
      displayName: 'page',
      testEnvironment: '<rootDir>/jest.environment.mjs',
      setupFiles: ['<rootDir>/jest.setup.mjs'],
      setupFilesAfterEnv: ['<rootDir>/jest.after-env.mjs'],
      testMatch: ['**/*.spec.tsx'],
    },
  ],
};
