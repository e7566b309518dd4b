import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { browsers } from './packages/ui/src/browsers.ts';

/** One pipeline, three builds: `TELINK_APP=subscriber vite build`. Nothing is inlined, so that the strict policy holds. */
const app = process.env['TELINK_APP'] ?? 'subscriber';

export default defineConfig({
  root: `apps/${app}`,
  base: '/',
  clearScreen: false,
  logLevel: 'warn',
  plugins: [react({ compiler: true })],
  worker: { format: 'es' },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2023',
    // Without it light-dark() is rewritten, and the office's dark rail loses its colours in light mode.
    cssTarget: [...browsers],
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    manifest: true,
    sourcemap: false,
    reportCompressedSize: false,
  },
});
