import { CombinedGraphQLErrors } from '@apollo/client';
import type { TypedDocumentNode } from '@apollo/client';
import { useApolloClient } from '@apollo/client/react';
import { useEffect, useEffectEvent } from 'react';
import { FORBIDDEN, setReachable, SocketClosed } from './connection.js';

const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 5_000;

interface Listening<Message, Rest> {
  /** The document's other variables. */
  readonly with?: Rest;
  /** The last cursor seen; null listens from now on, undefined does not listen yet. */
  readonly from: string | null | undefined;
  readonly onMessage: (message: Message) => void;
  /** Of a message, to go on behind it. Left out: the stream can't be replayed, and goes on from now after a loss. */
  readonly cursorOf?: (message: Message) => string;
  /** The log no longer reaches back to the cursor, or what was listened to is not found any more: read everything again. A new `from` follows. */
  readonly onResync: () => void;
}

/** Listens without a gap: after each loss of connection it goes on behind the last cursor seen, at growing intervals. */
export function useLive<Message, Rest extends object = object>(
  document: TypedDocumentNode<Message, Rest & { after?: string | null }>,
  listening: Listening<Message, Rest>,
): void {
  const client = useApolloClient();
  const take = useEffectEvent(listening.onMessage);
  const cursorOf = useEffectEvent((message: Message) => listening.cursorOf?.(message) ?? null);
  const rest = useEffectEvent(() => listening.with ?? ({} as Rest));
  const resync = useEffectEvent(listening.onResync);
  const start = listening.from;
  const what = JSON.stringify(listening.with);

  useEffect(() => {
    if (start === undefined) return;
    let after = start;
    let pause = FIRST_PAUSE;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let running: { unsubscribe(): void } | undefined;

    const again = (): void => {
      clearTimeout(timer);
      timer = setTimeout(listen, pause * (0.75 + Math.random() / 2));
      pause = Math.min(pause * 2, LONGEST_PAUSE);
    };
    const fail = (error: unknown): void => {
      const codes = CombinedGraphQLErrors.is(error) ? error.errors.map((one) => one.extensions?.['code']) : [];
      if (codes.includes('RESYNC_REQUIRED')) return resync();
      // It is gone, or may not be seen any more: whoever reads it again finds out, and listens no longer.
      if (codes.includes('NOT_FOUND')) {
        resync();
        pause = LONGEST_PAUSE;
      }
      if (codes.length === 0 && !isEndOfSession(error)) setReachable(false);
      again();
    };
    const listen = (): void => {
      running?.unsubscribe();
      let over = false;
      /** After its last message a stream is also complete, which then says nothing more. */
      const end = (how: () => void): void => {
        if (!over) how();
        over = true;
      };
      running = client.subscribe({ query: document, variables: { ...rest(), after }, fetchPolicy: 'no-cache' }).subscribe({
        next: ({ data, error }) => {
          if (error) return end(() => fail(error));
          if (!data) return;
          pause = FIRST_PAUSE;
          after = cursorOf(data);
          take(data);
        },
        error: (error: unknown) => end(() => fail(error)),
        complete: () => end(again),
      });
    };
    const now = (): void => {
      pause = FIRST_PAUSE;
      listen();
    };
    listen();
    window.addEventListener('online', now);
    return () => {
      window.removeEventListener('online', now);
      clearTimeout(timer);
      running?.unsubscribe();
    };
  }, [client, document, start, what]);
}

/** Whether the server closed the socket because its session is over: it can be reached, and wants another token. */
const isEndOfSession = (error: unknown): boolean => error instanceof SocketClosed && error.code === FORBIDDEN;
