import { existsSync } from 'node:fs';
import { join } from 'node:path';
import express, { Router } from 'express';

/** What a file may be packed with, and the name's ending then. */
const PACKINGS = { br: '.br', gzip: '.gz' } as const;
const BEST_FIRST = ['br', 'gzip'] as const;
const PLAIN_NAME = /^\/[\w.-]+$/;

/**
 * The files of a folder whose names change with their content, kept by browsers for a year. Who takes a packing (RFC 9110,
 * 12.5.3) gets the file that lies packed beside the plain one.
 */
export function packedFiles(folder: string): Router {
  const router = Router();
  router.use((request, response, next) => {
    response.vary('accept-encoding');
    const { path } = request;
    const packing = PLAIN_NAME.test(path) && BEST_FIRST.find((one) => request.acceptsEncodings(one) && existsSync(join(folder, path + PACKINGS[one])));
    if (packing) {
      response.set('content-encoding', packing).type(path.slice(path.lastIndexOf('.')));
      request.url = path + PACKINGS[packing];
    }
    next();
  });
  router.use(express.static(folder, { maxAge: '1y', immutable: true, index: false }));
  return router;
}
