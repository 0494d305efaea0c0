import { dayText, wallOf } from '../domain/recurrence/local-time.js';
import { describeRule, type Series } from '../domain/recurrence/series.js';
import { zoneOf } from '../domain/recurrence/zone.js';
import type { RecurrenceResolvers } from './__generated__/resolvers.js';

export const Recurrence: RecurrenceResolvers = {
  rule: ({ series }) => series.rule ?? '',
  description: ({ series }) => describeRule(series.rule ?? '', 'en'),
  excludedDates: ({ series }) => (series.allDay ? [] : instantsOf(series, series.excluded)),
  extraDates: ({ series }) => (series.allDay ? [] : instantsOf(series, series.extra)),
  excludedDays: ({ series }) => (series.allDay ? series.excluded.map((key) => dayText(wallOf(key))) : []),
  extraDays: ({ series }) => (series.allDay ? series.extra.map((day) => dayText(wallOf(day))) : []),
};

const instantsOf = (series: Series, locals: readonly string[]): Date[] =>
  locals.map((local) => new Date(zoneOf(series.timeZone).instantOf(wallOf(local))));
