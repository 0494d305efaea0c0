import { readRule } from './rule-text.js';
export function describeRule(rule: string, locale: 'en' | 'de'): string {
  return 'fault' in readRule(rule) ? rule : `${locale} ${rule}`;
}
