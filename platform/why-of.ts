/**
 * Why something can't be reached, in one line. Node joins the faults of several addresses of one name in an error whose own
 * message is empty.
 */
export function whyOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return [...new Set(error.errors.map(whyOf))].join(', ');
  const { message, code } = error as { message?: string; code?: string };
  return (message || code || String(error)).replace(/\s+/g, ' ').replace(/\.$/, '');
}
