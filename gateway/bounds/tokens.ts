import { Lexer, Source, TokenKind, type GraphQLError } from 'graphql';
import { tooComplex } from './refusal.js';

/** Refuses a text of too many tokens before it is parsed. Comments count. What can not be read is left to the parser. */
export function refuseTokens(text: string, limit: number): GraphQLError | null {
  const lexer = new Lexer(new Source(text));
  let count = 0;
  try {
    for (let token = lexer.token; token.kind !== TokenKind.EOF; ) {
      const last = token;
      token = lexer.advance();
      // The lexer steps over comments, but leaves them in the chain.
      for (let next = last.next; next && next !== token; next = next.next) count += 1;
      if (token.kind !== TokenKind.EOF) count += 1;
      if (count > limit) return tooComplex('tokens', limit, `A document may have ${String(limit)} tokens.`);
    }
  } catch {
    return null;
  }
  return null;
}
