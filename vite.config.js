import { readFileSync } from 'node:fs';
import { defineConfig } from 'vite';

const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8'));

/**
 * The command and the library, from `src` into few files: reading hundreds of small ones was a fifth of a start. What the
 * package depends on stays outside; the authorization server's kit, a development dependency of a hundred modules, comes in.
 * What is loaded late in `src` is loaded late here.
 */
export default defineConfig({
  ssr: { external: Object.keys(dependencies), noExternal: true },
  build: {
    ssr: true,
    outDir: 'dist',
    // First step of the build: what the others leave there comes after.
    emptyOutDir: true,
    target: 'node20',
    sourcemap: true,
    minify: false,
    license: { fileName: 'LICENSES.md' },
    reportCompressedSize: false,
    rolldownOptions: {
      // One of what comes in asks for it, to name its callers in warnings.
      checks: { eval: false },
      input: { index: 'src/index.ts', 'cli/main': 'src/cli/main.ts' },
      output: { entryFileNames: '[name].js', chunkFileNames: '[name].js' },
    },
  },
});
