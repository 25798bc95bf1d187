import api from '../../rolldown.config.mjs';

/** The API with another clock: built for the replay alone, no part of the product's build. */
export default {
  ...api,
  input: {
    replica: 'test/replay/replica.ts',
    'otlp-reader': api.input['otlp-reader'],
    folder: api.input.folder,
  },
  output: { dir: 'test/replay/dist', format: 'esm', keepNames: true, cleanDir: true },
};
