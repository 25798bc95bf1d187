import api from '../../rolldown.config.mjs';

const { folder, 'otlp-reader': reader } = api.input;

/** The API with another clock: built for the replay alone, no part of the product's build. */
export default {
  ...api,
  input: { replica: 'test/replay/replica.ts', folder, 'otlp-reader': reader },
  output: { dir: 'test/replay/dist', format: 'esm', keepNames: true, cleanDir: true },
};
