/** A browser and what it runs on, as a person knows them; null where the words of the program tell neither. */
export interface Program {
  readonly name: string | null;
  readonly system: string | null;
  readonly phone: boolean;
}

// The first that fits: most programs claim to be others, too.
const NAMES: readonly (readonly [RegExp, string])[] = [
  [/\bEdgA?\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\b(Firefox|FxiOS)\//, 'Firefox'],
  [/\b(HeadlessChrome|Chrome|CriOS|Chromium)\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
  [/^curl\//, 'curl'],
  [/^(node|undici)\b/i, 'Node.js'],
];
const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/\biPhone\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bAndroid\b/, 'Android'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b|\bMacintosh\b/, 'macOS'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bLinux\b/, 'Linux'],
];

/** Reads a User-Agent (RFC 9110, 10.1.5), as far as it is one of a kind that people use. */
export function programOf(userAgent: string): Program {
  const first = (among: readonly (readonly [RegExp, string])[]): string | null => among.find(([pattern]) => pattern.test(userAgent))?.[1] ?? null;
  return { name: first(NAMES), system: first(SYSTEMS), phone: /\b(iPhone|Mobile)\b/.test(userAgent) };
}
