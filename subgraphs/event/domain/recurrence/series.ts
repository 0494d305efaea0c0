export { bounds } from './bounds.js';
export { checkRule } from './check-rule.js';
export { describeRule, type RuleLanguage } from './describe-rule.js';
export { expand } from './expand.js';
export { followRule } from './follow-rule.js';
export { renameKeys } from './rename-keys.js';
export { spanOf } from './span-of.js';

/** An event and when it comes again (RFC 5545). Local times are of its own zone; all-day events have none. */
export interface Series {
  /** IANA name. */
  readonly timeZone: string;
  readonly allDay: boolean;
  /** The first start (DTSTART): `YYYY-MM-DDTHH:MM:SS`, or `YYYY-MM-DD` for all-day events. */
  readonly start: string;
  /** Elapsed time, or days by the wall clock. All-day events count days. */
  readonly length: { readonly kind: 'elapsed'; readonly milliseconds: number } | { readonly kind: 'days'; readonly days: number };
  /** RRULE's value; null for an event without one. */
  readonly rule: string | null;
  /** Local starts that are left out (EXDATE), as keys. */
  readonly excluded: readonly string[];
  /** Local starts that come on top (RDATE), as keys. */
  readonly extra: readonly string[];
}

/** One occurrence as the rule gives it, before any override. */
export interface Span {
  /** Its original local start: `YYYYMMDDTHHMMSS`, `YYYYMMDD`, or `once` for an event that never recurs. */
  readonly key: string;
  readonly originalStart: Date;
  readonly start: Date;
  readonly end: Date;
  /** All-day events: the first day and the last one, inclusive, as `YYYY-MM-DD`; else null. */
  readonly startsOn: string | null;
  readonly endsOn: string | null;
}
