import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { browsers } from './packages/ui/src/browsers.ts';

/** One pipeline, three builds: `TELINK_APP=subscriber vite build`. Nothing is inlined, so that the strict policy holds. */
const app = process.env['TELINK_APP'] ?? 'subscriber';

/**
 * What the React compiler memoises: everything that holds state or draws a list. Left as written are the leaves of the parts (button,
 * icon, notice …), which get new children every time, and the apps' frames, drawn once a page: caches would cost script and save nothing.
 */
const parts = ['look/', 'words/', 'nav-tree', 'menu', 'tag-field', 'combobox', 'date-field'];
const compiled = ['/modules/', ...parts.map((name) => `/packages/ui/src/${name}`)];

/**
 * What every screen starts from is one file: twenty small ones cost a request and a gzip dictionary each. The barrel of the parts reaches
 * all of them, so those that the first screen does without are named here; they travel with the screens that draw them. The office's frame
 * draws its shell and a page's head: left out of its start, they and the start would wait for each other.
 */
const later = 'index|choice|text-field|field(?!\\.module)|explain|table|tooltip';
/** The subscriber's first screen is mail. */
const inMail = 'row|chip|nav-tree|search-field';
const afterStart = new RegExp(
  `packages/ui/src/(?:${later}|${app === 'office' ? inMail : 'page-parts|office-shell'})\\b`,
);

export default defineConfig({
  root: `apps/${app}`,
  base: '/',
  clearScreen: false,
  logLevel: 'warn',
  plugins: [react({ compiler: { sources: compiled } })],
  // A readable name costs script: every class of the first screen travels in it.
  css: { modules: { generateScopedName: '_[hash:base64:5]' } },
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
    rolldownOptions: {
      output: {
        // The names of all that is loaded later travel in the first script, and a hash does not compress: as few signs as the builder allows.
        entryFileNames: 'assets/[name]-[hash:7].js',
        chunkFileNames: 'assets/[name]-[hash:7].js',
        assetFileNames: 'assets/[name]-[hash:6][extname]',
        codeSplitting: {
          groups: [
            {
              name: 'start',
              tags: ['$initial'],
              includeDependenciesRecursively: false,
              test: (id) => !afterStart.test(id),
            },
          ],
        },
      },
    },
  },
});
