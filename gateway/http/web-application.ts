import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Router, type RequestHandler, type Response } from 'express';
import { packageRoot } from '../../platform/package-root.js';
import { packedFiles } from './packed-files.js';
import { sendPage } from './pages.js';
import { allowPage } from './security-headers.js';

/** Where the build puts the web application. */
const app = (): string => join(packageRoot(), 'dist', 'client');

/** Its own addresses, each of which may be opened directly or loaded again. */
const ROUTES = [
  '/',
  '/sign-in',
  '/register',
  '/forgot-password',
  '/settings',
  '/settings/:part',
  '/inbox',
  '/bookings',
  '/occurrences/:id',
  '/events/:id/edit',
  '/calendars/:id/settings',
];

/** Where links in mails and invitations lead; they carry secrets, so that no cache keeps the page. */
const MAILED = ['/verify-email', '/reset-password', '/join'];

/** Beneath these stand files, and what programs and developers ask for: none of it is a page of the application. */
const NO_PAGES = /^\/(?:assets|dev|graphi?ql|pages)(?:\/|$)/;

/** The web application, from files of our own build; where it is not built, the small pages stand in for it. */
export function webApplicationRoutes(): Router {
  const router = Router();
  router.get([...ROUTES, ...MAILED], (request, response, next) => {
    if (isBuilt()) sendApplication(response, MAILED.includes(request.path) ? 'no-store' : 'no-cache');
    else next();
  });
  // Vite puts a hash of the content into each name below.
  router.use('/assets', packedFiles(join(app(), 'assets')));
  return router;
}

/** Answers where there is nothing: a browser gets the application, which says so in its reader's language, everybody else JSON. */
export const nothingHere: RequestHandler = (request, response) => {
  response.status(404);
  if (request.accepts(['json', 'html']) !== 'html') response.json({ error: 'There is nothing here.' });
  else if (isBuilt() && !NO_PAGES.test(request.path)) sendApplication(response, 'no-store');
  else sendPage(response, 'not-found', {}, 404);
};

const page = (): string => join(app(), 'index.html');
const isBuilt = (): boolean => existsSync(page());

function sendApplication(response: Response, caching: 'no-cache' | 'no-store'): void {
  allowPage(response);
  response.set('cache-control', caching).sendFile(page());
}
