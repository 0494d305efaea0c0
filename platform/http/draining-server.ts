import { createServer, type IncomingMessage, type Server, type ServerOptions, type ServerResponse } from 'node:http';
import { Server as NetServer, type AddressInfo } from 'node:net';
import { setImmediate as turn, setTimeout as pause } from 'node:timers/promises';
import { Roll } from '../roll.js';
import { StartRefused } from '../start-refused.js';

/** How long a stop takes its time, in milliseconds. */
export interface DrainTimes {
  /** Between "not ready" and taking no more connections: so long load balancers may need to notice. */
  readonly delay: number;
  /**
   * After `delay` connections are taken until no request has come for so long, for `MOST_DISQUIET` at most. A connection on
   * its way to a door that is shut is cut off, and who sent a change over it can't know whether it was made. For those who
   * hear by an answer that they are to go elsewhere; 0 for others, who may never cease to come.
   */
  readonly quiet: number;
  /**
   * Between taking no more connections and closing those that are idle: a request that is on its way on one that was
   * kept alive is answered, and not cut off.
   */
  readonly linger: number;
  /** After which whatever is still open is cut off. */
  readonly timeout: number;
}

/** An HTTP server that stops without cutting anybody off. */
export interface DrainingServer {
  readonly server: Server;
  /** From the beginning of a stop. */
  isStopping(): boolean;
  /** From when no connection is taken any more. */
  isClosing(): boolean;
  /**
   * Says "not ready", then takes no more connections, runs `closeSockets`, answers what is in flight and what still comes on
   * connections that are kept alive (`Connection: close`), and closes those that are idle.
   */
  stop(closeSockets: () => Promise<void>): Promise<void>;
}

/** Milliseconds. */
const MOST_DISQUIET = 2_500;

/** A server that does not listen yet. */
export function createDrainingServer(
  options: ServerOptions,
  times: DrainTimes,
  answer: (request: IncomingMessage, response: ServerResponse) => void,
): DrainingServer {
  let stopping = false;
  let closing = false;
  let askedAt = -Infinity;
  const inFlight = new Roll<ServerResponse>();
  const server = createServer(options, (request, response) => {
    const answered = inFlight.enter(response);
    // Whoever was told to go elsewhere looks by GET whether this one is ready again.
    if (request.method !== 'GET') askedAt = performance.now();
    response.once('close', answered);
    if (closing) closeAfter(response);
    answer(request, response);
  });
  return {
    server,
    isStopping: () => stopping,
    isClosing: () => closing,
    async stop(closeSockets) {
      stopping = true;
      if (times.delay > 0) await pause(times.delay);
      await quietFor(times.quiet, () => askedAt);
      await acceptThoseAtTheDoor();
      // Not before: whoever had to connect anew just now would wait at a door that is about to be shut, and be cut off.
      closing = true;
      inFlight.all().forEach(closeAfter);
      // Of http.Server, `close` would also cut off connections on which a request is on its way.
      const closed = new Promise<void>((resolve) => NetServer.prototype.close.call(server, () => resolve()));
      await closeSockets();
      const lingered = new AbortController();
      await Promise.race([closed, pause(times.linger, undefined, lingered).catch(() => undefined)]);
      lingered.abort();
      const idle = setInterval(() => server.closeIdleConnections(), 50);
      const patience = setTimeout(() => server.closeAllConnections(), times.timeout);
      await closed;
      clearInterval(idle);
      clearTimeout(patience);
    },
  };
}

/**
 * Lets the event loop look at its sockets once more: a connection that the kernel has already made, and that waits to be
 * accepted, would be reset when listening ends. The first turn ends the present one, the second comes after a look.
 */
async function acceptThoseAtTheDoor(): Promise<void> {
  await turn();
  await turn();
}

async function quietFor(quiet: number, askedAt: () => number): Promise<void> {
  const until = performance.now() + MOST_DISQUIET;
  for (;;) {
    const now = performance.now();
    const wait = Math.min(askedAt() + quiet, until) - now;
    if (wait <= 0) return;
    await pause(wait);
  }
}

/** Tells the client that its next request wants another connection. */
export function closeAfter(response: ServerResponse): void {
  if (!response.headersSent) response.setHeader('connection', 'close');
}

/** Where to listen, and by which settings that was said. */
export interface ListenAt {
  readonly host: string;
  /** 0: any that is free. */
  readonly port: number;
  readonly settings: { readonly host: string; readonly port: string };
}

/**
 * Begins to listen; gives the port.
 * @throws StartRefused when the port is in use, or may not be used, or the host is not ours.
 */
export function listen(server: Server, { host, port, settings }: ListenAt): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') reject(new StartRefused(`Port ${String(port)} is in use. Set ${settings.port} to another.`));
      else if (error.code === 'EACCES') reject(new StartRefused(`Port ${String(port)} may not be used by this user. Set ${settings.port} to another.`));
      else if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND') reject(new StartRefused(`${settings.host} ${host} is no address of this machine.`));
      else reject(error);
    });
    server.listen(port, host, () => resolve((server.address() as AddressInfo).port));
  });
}

/** Answers an upgrade that is not wanted. */
export function refuseUpgrade(socket: NodeJS.WritableStream, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
