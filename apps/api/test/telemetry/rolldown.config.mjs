import api from '../../rolldown.config.mjs';

const name = process.env.PROGRAM;

/** The program of one thread, for suites that run from the sources. */
export default {
  ...api,
  input: { [name]: api.input[name] },
  output: { dir: `test/telemetry/dist/${name}`, format: 'esm', keepNames: true, cleanDir: true },
};
