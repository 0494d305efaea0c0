import type { Sql } from '../../../platform/database/database.js';
import type { KeyedRequest } from '../../../platform/idempotency.js';
import type { Answer, Answers, KeptAnswer } from '../usecases/ports.js';

async function find(sql: Sql, { userId, operation, key }: KeyedRequest): Promise<KeptAnswer | null> {
  const [row] = await sql.query<{ input_hash: string; answer: Answer }>(
    `SELECT input_hash, answer FROM kept_answer WHERE user_id = $1 AND operation = $2 AND key = $3`,
    [userId, operation, key],
  );
  return row ? { inputHash: row.input_hash, answer: row.answer } : null;
}

/** First answers by idempotency key. */
export const answerStore: Answers = {
  find,

  async keep(sql, request, answer, at) {
    const kept = await sql.query(
      `INSERT INTO kept_answer (user_id, operation, key, input_hash, answer, at) VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT DO NOTHING RETURNING key`,
      [request.userId, request.operation, request.key, request.inputHash, JSON.stringify(answer), at],
    );
    return kept.length > 0 ? null : find(sql, request);
  },

  async forget(sql, before) {
    await sql.query(`DELETE FROM kept_answer WHERE at < $1`, [before]);
  },
};
