import type { ServerResponse } from 'node:http';

/** What every answer bears, whatever it is. */
export function securityHeaders(response: ServerResponse): void {
  response.setHeader('x-content-type-options', 'nosniff');
  response.setHeader('referrer-policy', 'no-referrer');
  response.setHeader('x-frame-options', 'DENY');
  response.setHeader('cross-origin-opener-policy', 'same-origin');
  response.setHeader('cross-origin-resource-policy', 'same-origin');
  response.setHeader('content-security-policy', "default-src 'none'; frame-ancestors 'none'");
}

const PAGE = {
  'default-src': "'none'",
  'script-src': "'self'",
  'style-src': "'self'",
  'img-src': "'self' data:",
  'font-src': "'self'",
  'connect-src': "'self'",
  'form-action': "'self'",
  'base-uri': "'none'",
  'object-src': "'none'",
  'frame-ancestors': "'none'",
};

/** Lets a page load its own files and nothing else; `more` adds to that for one page, with a reason. */
export function allowPage(response: ServerResponse, more: Readonly<Record<string, string>> = {}): void {
  const policy = Object.entries({ ...PAGE, ...more }).map(([directive, sources]) => `${directive} ${sources}`);
  response.setHeader('content-security-policy', policy.join('; '));
}
