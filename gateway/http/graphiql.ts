import { existsSync } from 'node:fs';
import { join } from 'node:path';
import express, { Router, type RequestHandler, type Response } from 'express';
import { packageRoot } from '../../platform/package-root.js';
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

/** Shows GraphiQL to browsers that open `/graphql` itself; requests that carry a query, or want JSON, go on. */
export const graphiqlForBrowsers: RequestHandler = (request, response, next) => {
  response.vary('accept');
  const preferred = request.accepts(['application/graphql-response+json', 'application/json', 'text/html']);
  if (request.method !== 'GET' || 'query' in request.query || 'extensions' in request.query || preferred !== 'text/html') next();
  else sendGraphiql(response);
};

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
