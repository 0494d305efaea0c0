import { parse, type GraphQLError } from 'graphql';
import { refuseAliases } from './aliases.js';
import { refuseDepth } from './depth.js';
import { refuseDirectives } from './directives.js';
import { readDocument } from './document.js';
import type { DocumentLimits } from './limits.js';
import { refuseRootFields } from './root-fields.js';
import { refuseSelections } from './selections.js';
import { refuseTokens } from './tokens.js';

/**
 * Refuses a document for what it asks of us, before it is validated: validation itself can be made to work hard. The
 * first bound that it exceeds is told. A text that is no document passes, for the parser to say so.
 */
export function refuseText(text: string, limits: DocumentLimits): GraphQLError | null {
  const tooLong = refuseTokens(text, limits.tokens);
  if (tooLong) return tooLong;
  let parsed;
  try {
    parsed = parse(text, { noLocation: true });
  } catch {
    return null;
  }
  const document = readDocument(parsed);
  return (
    refuseDirectives(parsed, limits.directives) ??
    refuseSelections(document, limits.selections) ??
    refuseDepth(document, limits) ??
    refuseRootFields(document, limits.rootFields) ??
    refuseAliases(document, limits.aliases)
  );
}
