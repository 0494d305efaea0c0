import { join } from 'node:path';
import tailwind from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { documentsInPlace } from './build/documents.js';
import { boundFirstView } from './build/first-view.js';
import { themeFirst } from './build/theme-first.js';

/** Bytes, gzipped, of scripts and styles before who is signed in sees the calendar. */
const MOST = 250_000;

const here = (...parts: string[]): string => join(import.meta.dirname, ...parts);

/** Builds the web application into dist/client, from where the gateway serves it at /. */
export default defineConfig({
  root: import.meta.dirname,
  base: '/',
  plugins: [
    documentsInPlace(here('__generated__')),
    react(),
    tailwind(),
    themeFirst(here('design/theme-first.js')),
    boundFirstView(here('features/calendar/calendar-page.tsx'), MOST),
  ],
  resolve: {
    alias: [
      { find: /^temporal-polyfill$/, replacement: here('build/temporal.ts') },
      // In one file of its own, so that it shares nothing with the parts of it that FullCalendar takes.
      { find: 'temporal-polyfill/global', replacement: here('..', 'node_modules', 'temporal-polyfill', 'global.js') },
    ],
    // rxjs has, beside its ES5, modules that need no help to be classes.
    conditions: ['es2015', 'module', 'browser', 'production'],
  },
  build: {
    target: 'es2023',
    outDir: here('..', 'dist', 'client'),
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
