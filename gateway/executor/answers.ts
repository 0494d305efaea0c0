import { GraphQLError, Kind, parse, type ExecutionResult } from 'graphql';
import { subgraphUnavailable } from '../../platform/errors.js';
import type { Logger } from '../../platform/logger.js';
import { internalError } from '../errors.js';

type Path = readonly (string | number)[];

/**
 * What a fetch gets from a subgraph out of reach: for root fields one error each; for entities a single one, at the
 * place that the fetch belongs to.
 */
export function outage(query: string): ExecutionResult {
  const { code, message } = subgraphUnavailable();
  const error = (path: Path): GraphQLError => new GraphQLError(message, { path, extensions: { code } });
  const keys = rootKeys(query);
  return { data: null, errors: keys.includes('_entities') ? [error([])] : keys.map((key) => error([key])) };
}

function rootKeys(query: string): string[] {
  const operation = parse(query, { noLocation: true }).definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION);
  return (operation?.selectionSet.selections ?? []).flatMap((selection) =>
    selection.kind === Kind.FIELD ? [selection.alias?.value ?? selection.name.value] : [],
  );
}

/**
 * An error as the client may see it: message, code and path as the subgraph gave them, and nothing about the subgraph. The
 * path of a fetch for a whole list ends where the list begins.
 */
export function publicError(error: GraphQLError, requestId: string, logger: Logger): GraphQLError {
  const path = publicPath(error.path);
  const { serviceName: _, ...extensions } = error.extensions;
  const code = extensions['code'];
  if (typeof code !== 'string' || code === 'DOWNSTREAM_SERVICE_ERROR') return internalError(error, requestId, logger, path);
  return new GraphQLError(error.message, { path, extensions });
}

function publicPath(path: Path | undefined): Path | undefined {
  if (!path) return undefined;
  const list = path.indexOf('@');
  return list === -1 ? path : path.slice(0, list);
}
