const isMap = (value: unknown): boolean => value === undefined || value === null || (typeof value === 'object' && !Array.isArray(value));
const isText = (value: unknown): boolean => value === undefined || value === null || typeof value === 'string';

/** Whether a JSON body is a request of GraphQL over HTTP, whatever its document says. */
export function isWellFormed(body: unknown): boolean {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return false;
  const { query, operationName, variables, extensions } = body as Record<string, unknown>;
  return typeof query === 'string' && isText(operationName) && isMap(variables) && isMap(extensions);
}
