import type { Response } from 'express';

/** Answers a request that GraphQL never saw. */
export function refuse(response: Response, status: number, message: string): void {
  response.status(status).json({ errors: [{ message, extensions: { code: 'BAD_USER_INPUT', issues: [{ path: [], message }] } }] });
}
