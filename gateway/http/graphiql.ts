import { existsSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import express, { Router, type RequestHandler, type Response } from 'express';
import { packageRoot } from '../../platform/package-root.js';
import { preferredOf } from './media-types.js';
import { allowPage } from './security-headers.js';

/** Where the build puts GraphiQL. */
const app = (): string => join(packageRoot(), 'dist', 'gateway', 'graphiql-app');

/** GraphiQL at `/graphiql`, from files of our own build. */
export function graphiqlRoutes(): Router {
  const router = Router();
  router.get('/', (_request, response) => sendGraphiql(response));
  // Vite puts a hash of the content into each name below.
  router.use('/assets', express.static(join(app(), 'assets'), { maxAge: '1y', immutable: true, index: false }));
  return router;
}

/** GraphiQL for browsers that open `/graphql` itself, if `wantsGraphiql`. */
export const graphiqlForBrowsers: RequestHandler = (_request, response) => {
  response.vary('accept');
  sendGraphiql(response);
};

const TYPES = ['application/graphql-response+json', 'application/json', 'text/html'];

/** Whether this is a browser that opens a page: it carries no query, and does not want JSON. */
export function wantsGraphiql(request: IncomingMessage): boolean {
  if (request.method !== 'GET' || /[?&](?:query|extensions)(?:=|&|$)/.test(request.url ?? '')) return false;
  return preferredOf(request, TYPES) === 'text/html';
}

function sendGraphiql(response: Response): void {
  const page = join(app(), 'index.html');
  if (!existsSync(page)) {
    response.status(503).type('text').send('GraphiQL is not built. Run: npm run build');
    return;
  }
  // Its editor writes styles into the page, and starts its workers from our own files.
  allowPage(response, { 'style-src': "'self' 'unsafe-inline'", 'font-src': "'self' data:", 'worker-src': "'self'" });
  response.set('cache-control', 'no-cache').sendFile(page);
}
