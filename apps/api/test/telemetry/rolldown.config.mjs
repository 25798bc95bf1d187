import api from '../../rolldown.config.mjs';

/** The program of the thread that reads, for suites that run from the sources. */
export default {
  ...api,
  input: { 'otlp-reader': api.input['otlp-reader'] },
  output: { dir: 'test/telemetry/dist', format: 'esm', keepNames: true, cleanDir: true },
};
