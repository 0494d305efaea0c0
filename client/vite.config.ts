import { join } from 'node:path';
import tailwind from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Builds the web application into dist/client, from where the gateway serves it at /. */
export default defineConfig({
  root: import.meta.dirname,
  base: '/',
  plugins: [react(), tailwind()],
  build: {
    target: 'es2023',
    outDir: join(import.meta.dirname, '..', 'dist', 'client'),
    emptyOutDir: true,
    // Inlined files would be data: addresses, which the page's policy refuses.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1_000,
    reportCompressedSize: false,
    rolldownOptions: {
      // Directives to a compiler that does not run here.
      onLog(level, log, tell) {
        if (log.code !== 'MODULE_LEVEL_DIRECTIVE') tell(level, log);
      },
    },
  },
});
