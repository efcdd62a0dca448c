import { defineConfig } from 'vite';

/**
 * The command and the library, from `src` into few files: reading hundreds of small ones was a fifth of a start. What the
 * package depends on stays outside. What is loaded late in `src` is loaded late here.
 */
export default defineConfig({
  build: {
    ssr: true,
    outDir: 'dist',
    // First step of the build: what the others leave there comes after.
    emptyOutDir: true,
    target: 'node20',
    sourcemap: true,
    minify: false,
    reportCompressedSize: false,
    rolldownOptions: {
      input: { index: 'src/index.ts', 'cli/main': 'src/cli/main.ts' },
      output: { entryFileNames: '[name].js', chunkFileNames: '[name].js' },
    },
  },
});
