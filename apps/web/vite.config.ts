import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { precompress } from './build/precompress';
import { shell } from './build/shell';

export default defineConfig({
  plugins: [react(), shell(), precompress()],
  server: { port: 4200, strictPort: true, host: '127.0.0.1', proxy: { '/api': 'http://127.0.0.1:3000' } },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    sourcemap: 'hidden',
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 450,
  },
});
