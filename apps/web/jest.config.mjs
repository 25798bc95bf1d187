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

/** Suites that need a document to draw in. */
export const drawn = {
  ...shared,
  testEnvironment: '<rootDir>/jest.environment.mjs',
  setupFiles: ['<rootDir>/jest.setup.mjs'],
  setupFilesAfterEnv: ['<rootDir>/jest.after-env.mjs'],
};

export const limits = {
  maxWorkers: '100%',
  testTimeout: 60_000, // of all projects: one of them cannot have its own
};

/** Small tests. Plain data needs no document: `.spec.ts` runs without one, which takes a third of the time. */
export default {
  ...limits,
  projects: [
    { ...shared, displayName: 'plain', testEnvironment: 'node', testMatch: ['**/*.spec.ts'] },
    { ...drawn, displayName: 'drawn', testMatch: ['**/*.spec.tsx'] },
  ],
};
