import { CloseCode, type Server } from 'graphql-ws';
import type { IncomingMessage } from 'node:http';
import type { WebSocket } from 'ws';
import type { Logger } from '../../platform/logger.js';

/** Milliseconds between two pings, and for which an answer is waited. */
const PING = 12_000;

/**
 * Carries graphql-transport-ws over one socket. A message is sent once the one before has left the process, so that a
 * listener that stalls is not written for; one that does not answer pings is dropped.
 */
export function carry<Extra extends { socket: WebSocket; request: IncomingMessage }>(
  protocol: Server<Extra>,
  socket: WebSocket,
  extra: Extra,
  logger: Logger,
): void {
  const closed = protocol.opened(
    {
      protocol: socket.protocol,
      send: (text) =>
        new Promise((resolve, reject) => {
          if (socket.readyState !== socket.OPEN) resolve();
          else socket.send(text, (error) => (error ? reject(error) : resolve()));
        }),
      close: (code, reason) => socket.close(code, reason),
      onMessage: (heard) =>
        socket.on('message', (bytes) => {
          // Sockets of ws give one Buffer for each message unless told otherwise.
          heard((bytes as Buffer).toString('utf8')).catch((error: unknown) => {
            if (socket.readyState !== socket.OPEN) return;
            logger.error({ err: error }, 'a message on a socket failed');
            socket.close(CloseCode.InternalServerError, 'Internal server error');
          });
        }),
    },
    extra,
  );
  const stopPings = keepAlive(socket);
  // A broken frame, or one that is too long: ws closes the socket itself, with the code that says so.
  socket.on('error', (error) => logger.debug({ err: error }, 'a socket failed'));
  socket.once('close', (code, reason) => {
    stopPings();
    Promise.resolve(closed(code, String(reason))).catch((error: unknown) => {
      logger.error({ err: error }, 'what ran on a socket could not be ended');
    });
  });
}

function keepAlive(socket: WebSocket): () => void {
  let answered = true;
  socket.on('pong', () => {
    answered = true;
  });
  const timer = setInterval(() => {
    if (!answered) {
      socket.terminate();
      return;
    }
    answered = false;
    if (socket.readyState === socket.OPEN) socket.ping();
  }, PING);
  timer.unref();
  return () => clearInterval(timer);
}
