import { join } from 'node:path';
import express, { Router, type Response } from 'express';
import { packageRoot } from '../../platform/package-root.js';
import { allowPage } from './security-headers.js';

/** Pages and their files as they are; nothing is built. */
const folder = (): string => join(packageRoot(), 'gateway', 'pages');

/**
 * Small pages that stand until the web application has them: the landing page, and where invites lead. To open one changes
 * nothing: a button on it posts the mutation, so that programs that look at links use none up.
 */
export function pageRoutes(): Router {
  const router = Router();
  const pages = { '/': 'index', '/join': 'join' };
  for (const [path, name] of Object.entries(pages)) {
    router.get(path, (_request, response) => sendPage(response, name));
  }
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
