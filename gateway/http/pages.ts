import { join } from 'node:path';
import express, { Router, type Response } from 'express';
import { packageRoot } from '../../platform/package-root.js';
import { allowPage } from './security-headers.js';

/** Pages and their files as they are; nothing is built. */
const folder = (): string => join(packageRoot(), 'gateway', 'pages');

/**
 * The landing page that stands where the web application is not built, and the files of the pages beside it.
 */
export function pageRoutes(): Router {
  const router = Router();
  router.get('/', (_request, response) => sendPage(response, 'index'));
  router.use('/pages', express.static(folder(), { index: false, extensions: [], maxAge: '5m', setHeaders: onlyFiles }));
  return router;
}

/** Sends one of the pages; links in mails carry secrets, so that none is kept by caches. */
export function sendPage(response: Response, name: string, policy: Readonly<Record<string, string>> = {}, status = 200): void {
  allowPage(response, policy);
  response.status(status).set('cache-control', 'no-store').sendFile(join(folder(), `${name}.html`));
}

function onlyFiles(response: Response): void {
  response.setHeader('content-security-policy', "default-src 'none'; frame-ancestors 'none'");
}
