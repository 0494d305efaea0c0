import type { PluginInput } from '@fullcalendar/react';
import dayGrid from '@fullcalendar/react/daygrid';
import interaction from '@fullcalendar/react/interaction';
import list from '@fullcalendar/react/list';
import breezy from '@fullcalendar/react/themes/breezy';
import { useEffect, useState } from 'react';
import { flushSync } from 'react-dom';

const FIRST: PluginInput[] = [dayGrid, list, interaction, breezy as PluginInput];
let all: PluginInput[] | undefined;
const loadAll = async (): Promise<PluginInput[]> => {
  const { default: timeGrid } = await import('@fullcalendar/react/timegrid');
  return (all ??= [...FIRST, timeGrid]);
};

/**
 * What FullCalendar can do: month and list from the start, week and day, which make it draw everything anew, once that does
 * not delay the first view: as soon as `more` is true. Then it is `complete`. `withAll` runs its work once everything is there.
 */
export function usePlugins(more: boolean): { readonly plugins: PluginInput[]; readonly complete: boolean; readonly withAll: (work: () => void) => void } {
  const [plugins, setPlugins] = useState(all ?? FIRST);
  const withAll = (work: () => void): void => {
    if (plugins === all) return work();
    void loadAll().then((loaded) => {
      flushSync(() => setPlugins(loaded));
      work();
    });
  };
  useEffect(() => {
    if (more) void loadAll().then(setPlugins, () => undefined);
  }, [more]);
  return { plugins, complete: plugins === all, withAll };
}
