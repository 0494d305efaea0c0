import { DOT } from '../../i18n/text.js';
import { firstDays } from './next-dates.js';
import { text } from './more-texts.js';
import { dateName, ruleInWords } from './rule-in-words.js';
import type { Repeats } from './recurrence-rule.js';

const SHOWN = 4;

/** What the rule of a form says in words, and the first days on which it takes place: seen before it is saved. */
export function RulePreview({ repeats, starts }: { repeats: Repeats; starts: string }) {
  const days = firstDays(repeats, starts, SHOWN + 1);
  const names = days.slice(0, SHOWN).map((day) => dateName(day, { weekday: 'short', day: 'numeric', month: 'short' }));
  return (
    <p aria-live="polite" className="text-sm">
      <span className="font-medium">{ruleInWords(repeats, starts)}.</span>{' '}
      <span className="text-soft">{text(days.length > SHOWN ? 'rule.firstOf' : 'rule.allOf', { days: names.join(DOT) })}</span>
    </p>
  );
}
