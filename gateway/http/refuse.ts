import type { ServerResponse } from 'node:http';
import { sendJson } from './send-json.js';

/** Answers a request that GraphQL never saw. */
export function refuse(response: ServerResponse, status: number, message: string): void {
  sendJson(response, status, { errors: [{ message, extensions: { code: 'BAD_USER_INPUT', issues: [{ path: [], message }] } }] });
}
