import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, get, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import express from 'express';
import { packedFiles } from './packed-files.js';

const SCRIPT = 'export const words = "again and again";';

describe('files that lie packed beside themselves', () => {
  let folder: string;
  let server: Server;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'packed-'));
    await writeFile(join(folder, 'app.js'), SCRIPT);
    await writeFile(join(folder, 'app.js.br'), brotliCompressSync(SCRIPT));
    await writeFile(join(folder, 'app.js.gz'), gzipSync(SCRIPT));
    await writeFile(join(folder, 'small.css'), 'a{}');
    server = createServer(express().use('/assets', packedFiles(folder)));
    await new Promise<void>((resolve) => server.listen(0, resolve));
  });
  afterAll(async () => {
    server.close();
    await rm(folder, { recursive: true });
  });

  const ask = (path: string, encodings?: string): Promise<{ status: number | undefined; headers: IncomingHttpHeaders; body: Buffer }> =>
    new Promise((resolve, reject) => {
      const { port } = server.address() as AddressInfo;
      const headers = encodings === undefined ? {} : { 'accept-encoding': encodings };
      get({ port, path, headers }, (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, body: Buffer.concat(parts) }));
      }).on('error', reject);
    });

  it('go out packed to who takes that, best first, with the type of what is in them', async () => {
    const { headers, body } = await ask('/assets/app.js', 'gzip, deflate, br');
    expect(headers).toMatchObject({ 'content-encoding': 'br', vary: 'accept-encoding', 'cache-control': 'public, max-age=31536000, immutable' });
    expect(headers['content-type']).toMatch(/^text\/javascript/);
    expect(brotliDecompressSync(body).toString()).toBe(SCRIPT);
    expect((await ask('/assets/app.js', 'gzip')).headers['content-encoding']).toBe('gzip');
  });

  it('go out plain to who does not, and where they lie so alone', async () => {
    for (const encodings of [undefined, 'identity', 'br;q=0']) {
      const { headers, body } = await ask('/assets/app.js', encodings);
      expect(headers['content-encoding']).toBeUndefined();
      expect(body.toString()).toBe(SCRIPT);
    }
    expect((await ask('/assets/small.css', 'br')).headers['content-encoding']).toBeUndefined();
  });

  it('are found in their folder alone', async () => {
    for (const path of ['/assets/none.js', '/assets/..%2fpackage.json', '/assets/']) expect((await ask(path, 'br')).status).toBe(404);
  });
});
