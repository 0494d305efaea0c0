/** An idempotency key: who sends the same again with it gets the first answer again. Works without a secure context, too. */
export function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
