import { defineConfig } from 'vite';

/** The web console, from `src/console` into the package. Everything it needs is in the bundle: it asks no other host. */
export default defineConfig({
  root: 'src/console',
  base: '/console/',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: '../../dist/console',
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    license: { fileName: 'LICENSES.md' },
    reportCompressedSize: false,
  },
});
