import { useQuery } from '@apollo/client/react';
import { createContext, use, useEffect, useSyncExternalStore, type ReactNode } from 'react';
import { readFragment } from '../__generated__/index.js';
import { Fault } from '../design/fault.js';
import { Skeleton } from '../design/controls.js';
import { followProfile } from '../i18n/language.js';
import { onSession, sessionState, type SessionState } from './tokens.js';
import { Viewer, ViewerFields, zoneOf, type Me } from './viewer-query.js';

const MeContext = createContext<Me | null>(null);

/** How it stands with the session, followed through all tabs. */
export const useSession = (): SessionState => useSyncExternalStore(onSession, sessionState);

/** Who is signed in; for what stands within `WithViewer`. */
export function useMe(): Me {
  const me = use(MeContext);
  if (!me) throw new Error('Nobody is signed in here.');
  return me;
}

/** The zone of the viewer's screens: the profile's, else the browser's. */
export const useZone = (): string => zoneOf(useMe());

/** Finds out who is signed in before it shows what needs to know. */
export function WithViewer({ children }: { children: ReactNode }) {
  const { data, error } = useQuery(Viewer);
  const me = readFragment(ViewerFields, data?.me);
  const spoken = me?.locale;
  useEffect(() => {
    if (spoken) followProfile(spoken);
  }, [spoken]);
  if (me) return <MeContext value={me}>{children}</MeContext>;
  if (error) return <main className="mx-auto max-w-md p-6"><Fault error={error} /></main>;
  return <main aria-busy className="p-6"><Skeleton className="h-[70vh]" /></main>;
}
