import { setImmediate as turn } from 'node:timers/promises';
import { toString } from 'qrcode';

/** Modules around the code that stay empty (ISO/IEC 18004, 9.1). */
const QUIET_ZONE = 4;

/**
 * A ticket's code as a QR code: an SVG of two paths, dark on light, that runs and loads nothing. A quarter of it may be
 * unreadable. Others get their turn between two pictures.
 */
export async function pictureOf(code: string): Promise<string> {
  await turn();
  const svg = await toString(code, {
    type: 'svg',
    errorCorrectionLevel: 'Q',
    margin: QUIET_ZONE,
    color: { dark: '#000000', light: '#ffffff' },
  });
  return svg.trim();
}
