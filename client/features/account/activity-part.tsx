import { useQuery } from '@apollo/client/react';
import type { ActivityQuery, SecurityEventKind } from '../../__generated__/graphql.js';
import { Button, Skeleton } from '../../design/controls.js';
import { Fault } from '../../design/fault.js';
import { locale } from '../../i18n/language.js';
import { DOT } from '../../i18n/text.js';
import { useZone } from '../../session/viewer.js';
import { Card } from './card.js';
import { Activity } from './operations.js';
import { programInWords } from './origin.js';
import { text } from './texts.js';

type Line = NonNullable<NonNullable<ActivityQuery['me']>['securityLog']>['edges'][number]['node'];

/** What somebody should look at twice, unless it was they. */
const WORRYING: readonly SecurityEventKind[] = ['LOGIN_FAILED', 'REFRESH_REPLAYED', 'DEACTIVATED', 'TWO_FACTOR_DISABLED'];

/** The account's security log. */
export function ActivityPart() {
  const { data, error, fetchMore, loading } = useQuery(Activity, { fetchPolicy: 'cache-and-network', notifyOnNetworkStatusChange: true });
  const log = data?.me?.securityLog;
  if (!log) return error ? <Fault error={error} /> : <Skeleton className="h-56" />;
  const more = (): void =>
    void fetchMore({
      variables: { after: log.pageInfo.endCursor },
      updateQuery: (before, { fetchMoreResult: next }) => {
        const [old, following] = [before.me?.securityLog, next.me?.securityLog];
        if (!before.me || !old || !following) return before;
        return { me: { ...before.me, securityLog: { ...following, edges: [...old.edges, ...following.edges] } } };
      },
    }).catch(() => null);
  return (
    <Card>
      <ul className="divide-y divide-line">
        {log.edges.map(({ node }) => (
          <Entry key={node.id} line={node} />
        ))}
      </ul>
      {error && <Fault error={error} />}
      {log.pageInfo.hasNextPage && (
        <Button look="quiet" className="mt-3 w-full" disabled={loading} onClick={more}>
          {text('activity.more')}
        </Button>
      )}
    </Card>
  );
}

function Entry({ line }: { line: Line }) {
  const zone = useZone();
  const { kind, at, ipAddress, userAgent } = line;
  const program = userAgent ? programInWords(userAgent) : null;
  const when = new Date(at).toLocaleString(locale(), { timeZone: zone, dateStyle: 'medium', timeStyle: 'short' });
  return (
    <li className="flex flex-wrap items-baseline gap-x-4 py-2.5 first:pt-0">
      <div className="min-w-0 flex-1">
        <p className={WORRYING.includes(kind) ? 'font-medium text-warn' : 'font-medium'}>{text(`kind.${kind}`)}</p>
        <p className="text-sm break-words text-soft">{[program, ipAddress].filter(Boolean).join(DOT)}</p>
      </div>
      <time dateTime={at} className="text-sm text-soft">
        {when}
      </time>
    </li>
  );
}
