/**
 * Posts an operation to this server's GraphQL endpoint.
 * @param {string} query
 * @param {Record<string, unknown>} variables
 * @param {string} [accessToken]
 * @returns {Promise<Record<string, any>>} the data
 * @throws {GraphQLFailure} with the first error's words and code
 */
export async function send(query, variables, accessToken) {
  const headers = { 'content-type': 'application/json', accept: 'application/graphql-response+json, application/json' };
  if (accessToken) headers.authorization = `Bearer ${accessToken}`;
  let answer;
  try {
    const response = await fetch('/graphql', { method: 'POST', headers, body: JSON.stringify({ query, variables }) });
    answer = await response.json();
  } catch {
    throw new GraphQLFailure('The server can not be reached. Try again in a moment.', 'UNREACHABLE');
  }
  const error = answer.errors?.[0];
  if (error) throw new GraphQLFailure(error.message, error.extensions?.code);
  return answer.data;
}

/** A request that was refused, in words for people. */
export class GraphQLFailure extends Error {
  /**
   * @param {string} message
   * @param {string | undefined} code
   */
  constructor(message, code) {
    super(message);
    this.code = code;
  }
}
