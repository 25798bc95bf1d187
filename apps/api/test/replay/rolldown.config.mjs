import api from '../../rolldown.config.mjs';

const { folder, 'otlp-intake': intake } = api.input;

/** The API with another clock: built for the replay alone, no part of the product's build. */
export default {
  ...api,
  input: { replica: 'test/replay/replica.ts', folder, 'otlp-intake': intake },
  output: { dir: 'test/replay/dist', format: 'esm', keepNames: true, cleanDir: true },
};
