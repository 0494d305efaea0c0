import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Router } from 'express';
import { packageRoot } from '../../platform/package-root.js';
import { packedFiles } from './packed-files.js';
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

/** The web application, from files of our own build; where it is not built, the small pages stand in for it. */
export function webApplicationRoutes(): Router {
  const router = Router();
  router.get([...ROUTES, ...MAILED], (request, response, next) => {
    const page = join(app(), 'index.html');
    if (!existsSync(page)) {
      next();
      return;
    }
    allowPage(response);
    response.set('cache-control', MAILED.includes(request.path) ? 'no-store' : 'no-cache').sendFile(page);
  });
  // Vite puts a hash of the content into each name below.
  router.use('/assets', packedFiles(join(app(), 'assets')));
  return router;
}
