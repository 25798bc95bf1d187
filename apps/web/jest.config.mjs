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

export default {
  testEnvironment: '<rootDir>/jest.environment.mjs',
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  roots: ['<rootDir>/src'],
  testMatch: ['**/*.spec.tsx', '**/*.spec.ts'],
  setupFiles: ['<rootDir>/jest.setup.mjs'],
  transform: { '^.+\\.tsx?$': typescript },
  moduleNameMapper: { '\\.module\\.css$': '<rootDir>/jest.css.cjs', '\\.css$': '<rootDir>/jest.css.cjs' },
  testTimeout: 30_000,
};
