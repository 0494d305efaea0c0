import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import tailwind from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

/** Bytes, gzipped, of scripts and styles before the first view. */
const MOST = 250_000;

/** Pages that come when somebody goes there; everything else counts as the first view. */
const LATER = /^(event|inbox)-page$/;

/** Refuses to build what would take too long to load before the calendar is seen. */
const bounded: Plugin = {
  name: 'bounded-size',
  generateBundle(_options, bundle) {
    const first = Object.values(bundle).filter((file) => file.type === 'asset' || !LATER.test(file.name));
    const total = first.reduce((sum, file) => sum + gzipSync(file.type === 'chunk' ? file.code : file.source).length, 0);
    if (total > MOST) this.error(`The web application has ${total} bytes gzipped before its first view, and may have ${MOST}.`);
  },
};

/** Builds the web application into dist/client, from where the gateway serves it at /. */
export default defineConfig({
  root: import.meta.dirname,
  base: '/',
  plugins: [react(), tailwind(), bounded],
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
