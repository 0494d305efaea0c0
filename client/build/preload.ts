import type { Plugin } from 'vite';
import { loadedWith } from './first-view.js';

/** Lets the browser fetch the page that is mostly opened first beside the scripts that will ask for it, not behind them. */
export function preload(firstPage: string): Plugin {
  return {
    name: 'preload-first-page',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(_html, { bundle = {} }) {
        const chunks = Object.values(bundle).filter((file) => file.type === 'chunk');
        const there = loadedWith(chunks.filter(({ isEntry }) => isEntry), bundle);
        const wanted = loadedWith(chunks.filter(({ moduleIds }) => moduleIds.includes(firstPage)), bundle);
        return [...wanted].filter((name) => !there.has(name)).map((name) => {
          const attrs = name.endsWith('.css') ? { rel: 'preload', as: 'style' } : { rel: 'modulepreload' };
          return { tag: 'link', attrs: { ...attrs, crossorigin: '', href: `/${name}`, fetchpriority: 'low' }, injectTo: 'head' as const };
        });
      },
    },
  };
}
