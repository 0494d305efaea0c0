import type { Plugin, Rolldown } from 'vite';
import { loadedWith } from './first-view.js';

/** The modules that the page's own script imports once it has begun. */
export interface ImportedFirst {
  /** What every page stands on. */
  readonly application: string;
  /** The page that is mostly opened first. */
  readonly firstPage: string;
}

/**
 * Lets the browser fetch these beside the page's own script, not behind it. Of the application only the bytes: compiling it
 * takes as long as some answers of the server, for which that script would then ask behind it.
 */
export function preload({ application, firstPage }: ImportedFirst): Plugin {
  return {
    name: 'preload',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(_html, { bundle = {} }) {
        const chunks = Object.values(bundle).filter((file) => file.type === 'chunk');
        const told = loadedWith(chunks.filter(({ isEntry }) => isEntry), bundle);
        const besides = (module: string): string[] => {
          const names = [...loadedWith(chunksWith(module, chunks), bundle)].filter((name) => !told.has(name));
          names.forEach((name) => told.add(name));
          return names;
        };
        const link = (attrs: Readonly<Record<string, string>>) => ({ tag: 'link', attrs: { ...attrs, crossorigin: '' }, injectTo: 'head' as const });
        return [
          ...besides(application).map((name) => link({ href: `/${name}`, ...(isStyle(name) ? { rel: 'stylesheet' } : { rel: 'preload', as: 'script' }) })),
          ...besides(firstPage).map((name) => link({ href: `/${name}`, ...(isStyle(name) ? { rel: 'preload', as: 'style' } : { rel: 'modulepreload' }), fetchpriority: 'low' })),
        ];
      },
    },
  };
}

/** @throws where there is none. */
export function chunksWith(module: string, chunks: readonly Rolldown.OutputChunk[]): Rolldown.OutputChunk[] {
  const found = chunks.filter(({ moduleIds }) => moduleIds.includes(module));
  if (found.length === 0) throw new Error(`No chunk holds ${module}.`);
  return found;
}

const isStyle = (name: string): boolean => name.endsWith('.css');
