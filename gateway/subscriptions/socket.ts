import { CloseCode, type Server } from 'graphql-ws';
import type { IncomingMessage } from 'node:http';
import { WebSocket } from 'ws';
import { keepAlive } from '../../platform/keep-alive.js';
import type { Logger } from '../../platform/logger.js';
import type { Outboxes } from './outbox.js';

/** More waited for a listener than may. Clients connect again after it, and go on after their last cursor. */
export const FELL_BEHIND = 4013;

/** Milliseconds between two pings, and for which an answer is waited. */
const PING = 12_000;

/**
 * A server's side of a socket that tells when it begins to close, by the event `closing` with code and reason: `close`
 * comes only when the other side has agreed, or half a minute later.
 */
export class ListenerSocket extends WebSocket {
  override close(code?: number, reason?: string | Buffer): void {
    super.close(code, reason);
    this.emit('closing', code ?? CloseCode.InternalServerError, String(reason ?? ''));
  }
}

/**
 * Carries graphql-transport-ws over one socket. Whatever closes it, what runs on it ends at once. A listener that stalls
 * is closed with FELL_BEHIND when too much waits for it; one that does not answer pings is dropped.
 */
export function carry<Extra extends { socket: WebSocket; request: IncomingMessage }>(
  protocol: Server<Extra>,
  socket: WebSocket,
  extra: Extra,
  outboxes: Outboxes,
  logger: Logger,
): void {
  const outbox = outboxes.open(socket, () => socket.close(FELL_BEHIND, 'Too much waits for this listener.'));
  const closed = protocol.opened(
    {
      protocol: socket.protocol,
      send: (text) => outbox.send(text),
      close: (code, reason) => socket.close(code, reason),
      onMessage: (heard) =>
        socket.on('message', (bytes) => {
          if (socket.readyState !== socket.OPEN) return;
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
  keepAlive(socket, PING);
  let ended = false;
  const end = (code: number, reason: unknown): void => {
    if (ended) return;
    ended = true;
    outbox.end();
    Promise.resolve(closed(code, String(reason))).catch((error: unknown) => {
      logger.error({ err: error }, 'what ran on a socket could not be ended');
    });
  };
  // A broken frame, or one that is too long: ws closes the socket itself, with the code that says so.
  socket.on('error', (error) => logger.debug({ err: error }, 'a socket failed'));
  socket.once('closing', end);
  socket.once('close', end);
}
