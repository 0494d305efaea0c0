import type { Plugin, Rolldown } from 'vite';
import { loadedWith } from './first-view.js';

/** Lets a script run as soon as it is there, before the application is: it is a module of the page of its own, and shares modules with the others. */
export function ahead(script: string): Plugin {
  return {
    name: 'ahead',
    apply: 'build',
    buildStart() {
      this.emitFile({ type: 'chunk', id: script, name: 'ahead' });
    },
    transformIndexHtml: {
      order: 'post',
      handler(_html, { bundle = {} }) {
        const chunk = Object.values(bundle).find((file): file is Rolldown.OutputChunk => file.type === 'chunk' && file.facadeModuleId === script);
        if (!chunk) throw new Error(`No chunk stands for ${script}.`);
        const imported = [...loadedWith([chunk], bundle)].filter((name) => name !== chunk.fileName);
        return [
          { tag: 'script', attrs: { type: 'module', async: true, crossorigin: '', src: `/${chunk.fileName}` }, injectTo: 'head' as const },
          ...imported.map((name) => ({ tag: 'link', attrs: { rel: 'modulepreload', crossorigin: '', href: `/${name}` }, injectTo: 'head' as const })),
        ];
      },
    },
  };
}
