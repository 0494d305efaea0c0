import { gzipSync } from 'node:zlib';
import type { Plugin, Rolldown } from 'vite';
import { chunksWith, type ImportedFirst } from './preload.js';

/**
 * Says how much is loaded before the first view: what the page itself, `application` and `firstPage` import, and what that
 * imports, with its styles, and scripts that stand in the page. What is imported when it is needed does not count.
 * @throws when that is more than `most` bytes, gzipped.
 */
export function boundFirstView({ application, firstPage }: ImportedFirst, most: number): Plugin {
  return {
    name: 'bound-first-view',
    generateBundle(_options, bundle) {
      const chunks = Object.values(bundle).filter((file) => file.type === 'chunk');
      const first = [...chunks.filter(({ isEntry }) => isEntry), ...chunksWith(application, chunks), ...chunksWith(firstPage, chunks)];
      const apart = Object.values(bundle).filter(({ type, fileName }) => type === 'asset' && fileName.endsWith('.js')).map(({ fileName }) => fileName);
      const total = [...loadedWith(first, bundle), ...apart].reduce((sum, name) => sum + sizeOf(bundle[name]), 0);
      if (total > most) this.error(`The web application has ${String(total)} bytes gzipped before its first view, and may have ${String(most)}.`);
      process.stdout.write(`The web application has ${(total / 1000).toFixed(1)} KB gzipped before its first view.\n`);
    },
  };
}

/** The names of these chunks' files and of all that they import and are styled by. */
export function loadedWith(chunks: readonly Rolldown.OutputChunk[], bundle: Rolldown.OutputBundle): Set<string> {
  const names = new Set<string>();
  const add = (chunk: Rolldown.OutputChunk): void => {
    if (names.has(chunk.fileName)) return;
    names.add(chunk.fileName);
    for (const style of chunk.viteMetadata?.importedCss ?? []) names.add(style);
    for (const name of chunk.imports) {
      const imported = bundle[name];
      if (imported?.type === 'chunk') add(imported);
    }
  };
  chunks.forEach(add);
  return names;
}

const sizeOf = (file: Rolldown.OutputAsset | Rolldown.OutputChunk | undefined): number =>
  file ? gzipSync(file.type === 'chunk' ? file.code : file.source).length : 0;
