import { badInput } from '../../../platform/errors.js';
import { decodeKey, encodeKey, pageSize } from '../../../platform/graphql/connection.js';
import type { EventContext } from '../context.js';
import type { Occurrence, SeenEvent } from '../domain/event.js';
import { expand } from '../domain/recurrence/series.js';
import { zoneFor } from './load-occurrence.js';

export interface OccurrencesArguments {
  readonly from?: Date | null | undefined;
  readonly to?: Date | null | undefined;
  readonly first: number;
  readonly after?: string | null | undefined;
}

interface OccurrencesPage {
  edges: { cursor: string; node: Occurrence }[];
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string | null; endCursor: string | null };
}

/** A page of an event's occurrences, from its first one on or within a window. At most 500. */
export async function occurrencesPage(context: EventContext, event: SeenEvent, args: OccurrencesArguments): Promise<OccurrencesPage> {
  const limit = pageSize(args.first, 500);
  const { from, to } = args;
  if (from && to && to <= from) throw badInput({ path: ['to'], message: '`to` must lie after `from`.' });
  const after = afterKey(event, args.after);
  const window = { from: from ?? undefined, to: to ?? undefined, after, limit };
  const { spans, more } = expand(event.series, window, await zoneFor(context, event));
  const edges = spans.map((span) => ({ cursor: encodeKey([span.key]), node: { event, span } }));
  return {
    edges,
    pageInfo: {
      hasNextPage: more,
      hasPreviousPage: args.after != null,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}

function afterKey(event: SeenEvent, cursor: string | null | undefined): string | undefined {
  const key = decodeKey(cursor, 1)?.[0];
  if (key === undefined) return undefined;
  const recurs = event.series.rule !== null || event.series.extra.length > 0;
  const form = !recurs ? /^once$/ : event.series.allDay ? /^\d{8}$/ : /^\d{8}T\d{6}$/;
  if (form.test(String(key))) return String(key);
  throw badInput({ path: ['after'], message: 'This cursor belongs to another list, or to other times of this event.' });
}
