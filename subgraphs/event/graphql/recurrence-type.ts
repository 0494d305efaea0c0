import { dayText, wallOf } from '../domain/recurrence/local-time.js';
import { describeRule, type RuleLanguage, type Series } from '../domain/recurrence/series.js';
import { zoneOf } from '../domain/recurrence/zone.js';
import type { RecurrenceResolvers } from './__generated__/resolvers.js';

export const Recurrence: RecurrenceResolvers = {
  rule: ({ series }) => series.rule ?? '',
  description: async ({ series }, { locale }, { readerLocale }) => describeRule(series, languageOf(locale ?? (await readerLocale()))),
  excludedDates: ({ series }) => (series.allDay ? [] : instantsOf(series, series.excluded)),
  extraDates: ({ series }) => (series.allDay ? [] : instantsOf(series, series.extra)),
  excludedDays: ({ series }) => (series.allDay ? series.excluded.map((key) => dayText(wallOf(key))) : []),
  extraDays: ({ series }) => (series.allDay ? series.extra.map((day) => dayText(wallOf(day))) : []),
};

/** Of what we speak, by a tag of BCP 47. */
const languageOf = (tag: string | null): RuleLanguage => (/^de\b/i.test(tag ?? '') ? 'de' : 'en');

const instantsOf = (series: Series, locals: readonly string[]): Date[] =>
  locals.map((local) => new Date(zoneOf(series.timeZone).instantOf(wallOf(local))));
