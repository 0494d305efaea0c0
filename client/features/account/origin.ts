import { programOf } from './program.js';
import { text } from './texts.js';

/** What a person calls the program that a User-Agent tells of, such as “Firefox on Windows”. */
export function programInWords(userAgent: string | null | undefined): string {
  if (!userAgent) return text('devices.unknown');
  const { name, system } = programOf(userAgent);
  if (name && system) return text('devices.program', { name, system });
  return name ?? system ?? userAgent.slice(0, 60);
}
