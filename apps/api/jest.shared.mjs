const typescript = [
  '@swc/jest',
  {
    jsc: {
      target: 'es2022',
      parser: { syntax: 'typescript', decorators: true },
      transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
      keepClassNames: true,
    },
  },
];
// ESM-only packages that CommonJS dependencies require(): Jest on Node 20 cannot, so they are compiled to CommonJS.
const esmOnly = 'cookie|content-disposition';

export const shared = {
  testEnvironment: 'node',
  forceExit: true, // a failed test may leave a server open; the run must end all the same
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': typescript,
    [`/node_modules/(${esmOnly})/.+\\.js$`]: [
      '@swc/jest',
      { jsc: { target: 'es2022', parser: { syntax: 'ecmascript' } } },
    ],
  },
  transformIgnorePatterns: [`/node_modules/(?!(${esmOnly})/)`],
};
