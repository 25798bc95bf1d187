import { defineConfig } from 'rolldown';

// Our own sources and the decorator helpers are bundled; everything else stays in node_modules.
const bundled = /^([./]|\0|@watchroom\/|@oxc-project\/runtime)/;

export default defineConfig({
  input: {
    main: 'src/main.ts',
    'otlp-intake': 'src/features/telemetry/otlp/otlp-intake.thread.ts',
    folder: 'src/folder.thread.ts',
    bench: 'bench/bench.ts',
    'otlp-sender': 'bench/otlp-sender.ts',
    'webhook-sender': 'bench/webhook-sender.ts',
    'bare-server': 'bench/bare-server.ts',
    'metered-server': 'bench/metered-server.ts',
    launch: 'launcher/launch.ts',
    admin: 'launcher/admin.ts',
    'demo-platform': 'simulators/demo-platform.ts',
    'demo-past': 'simulators/demo-past.ts',
    demo: 'simulators/demo.ts',
    dev: 'launcher/dev.ts',
  },
  platform: 'node',
  tsconfig: './tsconfig.json',
  external: (id) => !bundled.test(id),
  output: {
    dir: 'dist',
    format: 'esm',
    sourcemap: true,
    keepNames: true,
    cleanDir: true,
    entryFileNames: '[name].js',
  },
});
