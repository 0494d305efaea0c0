import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

const OPERATION = /\bgraphql\(\s*`([^`]*)`,?\s*\)/g;
const NAME = /(query|mutation|subscription|fragment)\s+(\w+)/;

/**
 * Puts each operation, as codegen made it, into the place where it is written. Else a page would load what all others ask,
 * by the table in which `graphql` looks.
 */
export function documentsInPlace(generated: string): Plugin {
  let documents: ReadonlyMap<string, string> = new Map();
  return {
    name: 'documents-in-place',
    enforce: 'pre',
    buildStart() {
      const lines = readFileSync(join(generated, 'graphql.ts'), 'utf8').matchAll(/^export const (\w+) = (\{.*\}) as unknown as DocumentNode/gm);
      documents = new Map(Array.from(lines, ([, name = '', document = '']) => [name, document]));
    },
    transform(code, id) {
      if (id.startsWith(generated) || id.includes('node_modules') || !code.includes('graphql(`')) return;
      return code.replaceAll(OPERATION, (_call, text: string) => {
        const [, kind, name = ''] = NAME.exec(text) ?? [];
        const document = documents.get(`${name}${kind === 'fragment' ? 'FragmentDoc' : 'Document'}`);
        if (document === undefined) this.error(`Codegen knows no operation ${name} (${id}).`);
        return document;
      });
    },
  };
}
