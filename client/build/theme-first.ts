import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';

/** Puts the script that sets the theme before everything else; the page's policy refuses one within the page. */
export function themeFirst(script: string): Plugin {
  const read = (): { readonly fileName: string; readonly source: string } => {
    const source = readFileSync(script, 'utf8');
    return { fileName: `assets/theme-first-${createHash('sha256').update(source).digest('base64url').slice(0, 8)}.js`, source };
  };
  return {
    name: 'theme-first',
    apply: 'build',
    transformIndexHtml: () => [{ tag: 'script', attrs: { src: `/${read().fileName}` }, injectTo: 'head-prepend' }],
    generateBundle() {
      this.emitFile({ type: 'asset', ...read() });
    },
  };
}
