import { dirname, relative, resolve, sep } from 'node:path';

/**
 * @typedef {object} Zone
 * @property {RegExp} files whom the zone is about, by path from the root
 * @property {RegExp} forbidden what these may not import: a path from the root, or a package's name
 * @property {RegExp} [except] what they may import none the less
 * @property {string} because said in the fault
 */

/** The first named group `part` of the file's own match, put in place of `<part>`: "any but my own". */
const own = (pattern, match) => new RegExp(pattern.source.replaceAll('<part>', match.groups?.part ?? ''));

/** What an import leads to: a path from the root for a relative one, else the name of the package. */
function targetOf(specifier, file, root) {
  if (!specifier.startsWith('.')) return specifier;
  return relative(root, resolve(dirname(file), specifier)).split(sep).join('/');
}

/**
 * Holds the direction of imports between folders. Its one option is the list of zones; a file may be in several.
 * It looks at paths, not at text, so that `../../event/store.js` is seen for what it is.
 * @type {import('eslint').Rule.RuleModule}
 */
export const importBoundaries = {
  meta: {
    type: 'problem',
    schema: [{ type: 'array', items: { type: 'object' } }],
    messages: { crossed: '{{file}} may not import {{target}}: {{because}}' },
  },
  create(context) {
    const root = context.cwd;
    const file = relative(root, context.filename).split(sep).join('/');
    const zones = context.options[0].flatMap((zone) => {
      const match = zone.files.exec(file);
      if (!match) return [];
      return [{ because: zone.because, forbidden: own(zone.forbidden, match), except: zone.except && own(zone.except, match) }];
    });
    if (zones.length === 0) return {};

    const look = (node) => {
      if (node?.type !== 'Literal' || typeof node.value !== 'string') return;
      const target = targetOf(node.value, context.filename, root);
      for (const { forbidden, except, because } of zones) {
        if (!forbidden.test(target) || except?.test(target)) continue;
        context.report({ node, messageId: 'crossed', data: { file, target, because } });
      }
    };
    return {
      ImportDeclaration: (node) => look(node.source),
      ExportNamedDeclaration: (node) => look(node.source),
      ExportAllDeclaration: (node) => look(node.source),
      ImportExpression: (node) => look(node.source),
      TSImportType: (node) => look(node.source ?? node.argument?.literal),
    };
  },
};
