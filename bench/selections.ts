import { parse } from 'graphql';
import { readDocument } from '../gateway/bounds/document.js';
import { refuseSelections } from '../gateway/bounds/selections.js';

/**
 * How long the bound on selections takes for a document of 250 fragments that double one another (2²⁵⁰ selections), as a
 * part of what parsing the same document takes. Run: npx tsx bench/selections.ts.
 */
const ROUNDS = 2_000;

const fragments = Array.from({ length: 250 }, (_, n) => `fragment F${String(n)} on Query { ...F${String(n + 1)} ...F${String(n + 1)} }`);
const text = `{ ...F0 } ${fragments.join(' ')} fragment F250 on Query { me { id } }`;
const document = parse(text);

const medianOf = (work: () => unknown): number => {
  const times = Array.from({ length: ROUNDS }, () => {
    const begun = performance.now();
    work();
    return performance.now() - begun;
  }).sort((a, b) => a - b);
  return times[ROUNDS / 2] ?? 0;
};

const parsing = medianOf(() => parse(text));
const bound = medianOf(() => refuseSelections(readDocument(document), 1000));
process.stdout.write(`parse ${parsing.toFixed(3)} ms, bound ${bound.toFixed(3)} ms: ${(bound / parsing).toFixed(2)} of it\n`);
