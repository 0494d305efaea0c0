import type { RequestHandler } from 'express';
import { answerWithin, SubgraphSilent } from '../../platform/subgraph/patience.js';
import { ConnectionFailed, type PassedRequest, type PassedResponse, type RunningSubgraph } from '../../platform/subgraph/transport.js';

/** Headers that a subgraph may want; whatever else a client sends stays here. */
const PASSED = ['accept', 'if-none-match', 'if-modified-since', 'user-agent'];

/**
 * Passes GET and HEAD of paths that are not the gateway's own to the subgraph that knows them, such as feeds. 503 when one
 * is out of reach, or takes more than `patience` milliseconds.
 */
export function passToSubgraphs(subgraphs: readonly RunningSubgraph[], patience: number): RequestHandler {
  return async (request, response, next) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      next();
      return;
    }
    const passed: PassedRequest = {
      method: request.method,
      path: request.path,
      query: onlyTexts(request.query),
      headers: onlyTexts(Object.fromEntries(PASSED.map((name) => [name, request.headers[name]]))),
    };
    for (const subgraph of subgraphs) {
      const answer = await answerWithin(patience, subgraph.name, () => subgraph.handle(passed)).catch(asOutage);
      if (!answer) continue;
      response.status(answer.status).set(answer.headers);
      if (request.method === 'HEAD') response.end();
      else response.send(Buffer.from(answer.body, 'utf8'));
      return;
    }
    next();
  };
}

function asOutage(error: unknown): PassedResponse {
  if (!(error instanceof SubgraphSilent) && !(error instanceof ConnectionFailed)) throw error;
  const headers = { 'content-type': 'text/plain; charset=utf-8', 'retry-after': '5' };
  return { status: 503, headers, body: 'This is out of reach. Try again soon.\n' };
}

function onlyTexts(values: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}
