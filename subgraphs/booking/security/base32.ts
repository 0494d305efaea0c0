/** Crockford's: no I, L, O or U; all of it is in QR's alphanumeric mode (https://www.crockford.com/base32.html). */
const DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Bytes in base 32, the last digit filled up with zeros. */
export function toBase32(bytes: Buffer): string {
  const bits = Array.from(bytes, (byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{1,5}/g) ?? []).map((five) => DIGITS.charAt(parseInt(five.padEnd(5, '0'), 2))).join('');
}

/** The bytes again; O reads as 0, I and L as 1. Null for what `toBase32` writes no bytes as: each text stands for itself alone. */
export function fromBase32(text: string): Buffer | null {
  const values = Array.from(text.replaceAll('O', '0').replace(/[IL]/g, '1'), (digit) => DIGITS.indexOf(digit));
  if (values.includes(-1)) return null;
  const bits = values.map((value) => value.toString(2).padStart(5, '0')).join('');
  const whole = bits.length - (bits.length % 8);
  if (bits.length - whole >= 5 || bits.slice(whole).includes('1')) return null;
  return Buffer.from((bits.slice(0, whole).match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2)));
}
