import { decodeKey, encodeKey, pageSize } from '../../../platform/graphql/connection.js';
import { badInput } from '../../../platform/errors.js';
import type { EventContext } from '../context.js';
import { agendaEntries, entryId, type AgendaEntry, type Candidate } from '../domain/agenda.js';

const LONGEST = 400 * 86_400_000;

export interface AgendaArguments {
  readonly from: Date;
  readonly to: Date;
  readonly first: number;
  readonly after?: string | null | undefined;
}

interface AgendaPage {
  edges: { cursor: string; node: AgendaEntry }[];
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string | null; endCursor: string | null };
  cappedEventIds: string[];
  changeCursor: string;
}

/** @throws BAD_USER_INPUT for a window that is empty, or longer than 400 days. */
export function checkWindow({ from, to }: Pick<AgendaArguments, 'from' | 'to'>): void {
  if (to <= from) throw badInput({ path: ['to'], message: '`to` must lie after `from`.' });
  if (to.getTime() - from.getTime() > LONGEST) throw badInput({ path: ['to'], message: 'An agenda spans at most 400 days.' });
}

/** One page of what candidates give within the window. `changeCursor` was taken before they were read. */
export async function agendaPage(
  context: EventContext,
  candidates: readonly Candidate[],
  { from, to, first, after }: AgendaArguments,
  changeCursor: string,
): Promise<AgendaPage> {
  const limit = pageSize(first, 500);
  const key = decodeKey(after, 2);
  const anyDays = candidates.some((candidate) => candidate.event.series.allDay);
  const viewerZone = (anyDays ? await context.readerZone() : null) ?? 'UTC';
  const { entries, cappedEventIds } = agendaEntries(candidates, {
    from,
    to,
    limit: limit + 1,
    after: key && { start: Number(key[0]), id: String(key[1]) },
    viewerZone,
    busyIdOf: (occurrenceId) => context.services.busyIdOf(context.reader, occurrenceId),
  });
  const edges = entries.slice(0, limit).map((node) => ({ cursor: encodeKey([node.span.start.getTime(), entryId(node)]), node }));
  return {
    edges,
    pageInfo: {
      hasNextPage: entries.length > limit,
      hasPreviousPage: after != null,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
    cappedEventIds,
    changeCursor,
  };
}
