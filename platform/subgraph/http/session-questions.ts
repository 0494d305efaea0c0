import { z } from 'zod';
import type { SessionSource } from '../../identity/sessions.js';
import type { SessionQuestion } from './protocol.js';

const shape: z.ZodType<SessionQuestion> = z.union([
  z.strictObject({ session: z.string() }),
  z.strictObject({ scriptToken: z.string() }),
  z.strictObject({ keys: z.literal(true) }),
]);

/** Answers one question to a source of sessions, in JSON. @throws for what is no question. */
export async function answerSessionQuestion(sessions: SessionSource, asked: unknown): Promise<unknown> {
  const question = shape.parse(asked);
  if ('session' in question) return sessions.session(question.session);
  if ('scriptToken' in question) return sessions.scriptToken(question.scriptToken);
  return sessions.keys();
}

const session = z.object({ userId: z.string(), role: z.string(), scopes: z.array(z.string()) });
const scriptToken = session.extend({ id: z.string(), expiresAt: z.coerce.date().nullable() });
const keys = z.object({ keys: z.array(z.record(z.string(), z.unknown())) });

/** A source that is asked elsewhere. */
export function remoteSessions(ask: (question: SessionQuestion) => Promise<unknown>): SessionSource {
  return {
    session: async (sessionId) => session.nullable().parse(await ask({ session: sessionId })),
    scriptToken: async (hash) => scriptToken.nullable().parse(await ask({ scriptToken: hash })),
    keys: async () => keys.parse(await ask({ keys: true })),
  };
}
