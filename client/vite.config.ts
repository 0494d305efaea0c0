import { join } from 'node:path';
import tailwind from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { documentsInPlace } from './build/documents.js';
import { boundFirstView } from './build/first-view.js';
import { packed } from './build/packed.js';
import { preload } from './build/preload.js';
import { themeFirst } from './build/theme-first.js';

/** Bytes, gzipped, of scripts and styles before who is signed in sees the calendar. */
const MOST = 250_000;

const here = (...parts: string[]): string => join(import.meta.dirname, ...parts);

/** Code of every page. Printing is not, which is wanted by a server that knows no hash, nor what few pages share. */
const FRAME = /[\\/]node_modules[\\/](react|react-dom|scheduler|@apollo|rxjs|optimism|@wry|graphql)[\\/](?!language[\\/](print|blockString))|[\\/]client[\\/](design|graph|i18n|session|app[\\/]router)[\\/.](?!print|booking-operations|ticket|page-icons|qr-code|copy-|zone)/;

/** What runs before the application is compiled: none of these may import React or Apollo. */
const AHEAD = /[\\/]client[\\/](app[\\/]ahead|graph[\\/](ahead|keys|post|sent)|session[\\/](tokens|kept|viewer-query)|i18n[\\/]language|design[\\/]widths|build[\\/]temporal|__generated__[\\/]fragment-masking|features[\\/]calendar[\\/](first-operations|span|month-days|view-in-address))\./;

const FIRST = { application: here('app/open.tsx'), firstPage: here('features/calendar/calendar-page.tsx') };

/** Builds the web application into dist/client, from where the gateway serves it at /. */
export default defineConfig({
  root: import.meta.dirname,
  base: '/',
  plugins: [
    documentsInPlace(here('__generated__')),
    react(),
    tailwind(),
    themeFirst(here('design/theme-first.js')),
    preload(FIRST),
    boundFirstView(FIRST, MOST),
    packed,
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
      // What every page stands on, in one file: browsers fetch six at a time.
      output: { codeSplitting: { groups: [{ name: 'ahead', test: AHEAD, priority: 2 }, { name: 'frame', test: FRAME, priority: 1 }] } },
      // Directives to a compiler that does not run here.
      onLog(level, log, tell) {
        if (log.code !== 'MODULE_LEVEL_DIRECTIVE') tell(level, log);
      },
    },
  },
});
