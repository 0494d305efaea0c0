import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import tailwind from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

/** Bytes, gzipped, of scripts and styles before the first view. */
const MOST = 250_000;

/** The page that is seen first; others come when somebody goes there. */
const FIRST_PAGE = 'calendar-page';

/** Refuses to build what would take too long to load before the calendar is seen. */
const bounded: Plugin = {
  name: 'bounded-size',
  generateBundle(_options, bundle) {
    const first = new Set<string>();
    const add = (name: string): void => {
      const file = bundle[name];
      if (!file || first.has(name)) return;
      first.add(name);
      if (file.type === 'chunk') file.imports.forEach(add);
    };
    for (const [name, file] of Object.entries(bundle)) {
      if (file.type === 'asset' || file.isEntry || file.name === FIRST_PAGE) add(name);
    }
    const bytes = [...first].map((name) => bundle[name]).map((file) => (file?.type === 'chunk' ? file.code : (file?.source ?? '')));
    const total = bytes.reduce((sum, content) => sum + gzipSync(content).length, 0);
    if (total > MOST) this.error(`The web application has ${total} bytes gzipped before its first view, and may have ${MOST}.`);
  },
};

const GENERATED = join(import.meta.dirname, '__generated__', 'graphql.ts');
const OPERATION = /\bgraphql\(`\s*(query|mutation|subscription|fragment)\s+(\w+)[^`]*`\)/g;

/** Puts each operation where it is asked: codegen's `graphql` looks it up in a map, by which every page would load those of all. */
const ownOperations: Plugin = {
  name: 'own-operations',
  apply: 'build',
  transform: {
    order: 'pre',
    filter: { id: { exclude: /__generated__|node_modules/ }, code: 'graphql(`' },
    handler(code) {
      const documents = new Map(Array.from(readFileSync(GENERATED, 'utf8').matchAll(/^export const (\w+) = (\{.*\}) as unknown/gm), ([, name, json]) => [name, json]));
      return code.replaceAll(OPERATION, (_whole, kind: string, name: string) => {
        const json = documents.get(name + (kind === 'fragment' ? 'FragmentDoc' : 'Document'));
        if (json === undefined) this.error(`${name} was not generated: run codegen.`);
        return `(${json} as any)`;
      });
    },
  },
};

/** Puts the script that sets the theme before everything else; the page's policy refuses one within the page. */
const themeFirst: Plugin = {
  name: 'theme-first',
  apply: 'build',
  transformIndexHtml() {
    return [{ tag: 'script', attrs: { src: `/${themeFile().fileName}` }, injectTo: 'head-prepend' }];
  },
  generateBundle() {
    this.emitFile({ type: 'asset', ...themeFile() });
  },
};

function themeFile(): { readonly fileName: string; readonly source: string } {
  const source = readFileSync(join(import.meta.dirname, 'design', 'theme-first.js'), 'utf8');
  return { fileName: `assets/theme-first-${createHash('sha256').update(source).digest('base64url').slice(0, 8)}.js`, source };
}

/** Builds the web application into dist/client, from where the gateway serves it at /. */
export default defineConfig({
  root: import.meta.dirname,
  base: '/',
  plugins: [react(), tailwind(), ownOperations, themeFirst, bounded],
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
