import type { Sql } from '../../../platform/database/database.js';
import type { RequestStore } from '../usecases/ports.js';

/** Keys of requests in PostgreSQL. The unique key makes a second request wait for the first one's end. */
export function createRequestStore(tx: Sql): RequestStore {
  return {
    async claim(request, answerId, at) {
      const { userId, operation, key, inputHash } = request;
      const claimed = await tx.query(
        `INSERT INTO answered_request (user_id, operation, key, input_hash, answer_id, at) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT DO NOTHING RETURNING key`,
        [userId, operation, key, inputHash, answerId, at],
      );
      if (claimed.length > 0) return null;
      const [standing] = await tx.query<{ input_hash: string; answer_id: string }>(
        `SELECT input_hash, answer_id FROM answered_request WHERE user_id = $1 AND operation = $2 AND key = $3`,
        [userId, operation, key],
      );
      if (!standing) throw new Error('a claimed request has no claim');
      return { inputHash: standing.input_hash, answerId: standing.answer_id };
    },

    async isClaimed(userId, operation, key) {
      const found = await tx.query(`SELECT FROM answered_request WHERE user_id = $1 AND operation = $2 AND key = $3`, [userId, operation, key]);
      return found.length > 0;
    },
  };
}
