import type { WebSocket } from 'ws';

/**
 * Sends a ping every `milliseconds`, and drops a socket that has not answered the one before, so that the end of what is
 * dead, frozen or cut off is noticed within twice that time. Stops with the socket, or when the answer is called.
 */
export function keepAlive(socket: WebSocket, milliseconds: number): () => void {
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
  }, milliseconds);
  timer.unref();
  const stop = (): void => clearInterval(timer);
  socket.once('close', stop);
  return stop;
}
