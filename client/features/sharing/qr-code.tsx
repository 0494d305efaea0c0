import { create } from 'qrcode';
import { useMemo } from 'react';
import { Dialog } from '../../design/dialog.js';
import { CopyField } from './copy-field.js';
import { text } from './texts.js';

/** Modules of plain ground that a reader wants around the code (ISO/IEC 18004). */
const QUIET = 4;

/** An address to be read with a camera, from this screen or from a poster. */
export function QrCode({ url, name, onClose }: { url: string; name: string; onClose: () => void }) {
  const { size, path } = useMemo(() => drawn(url), [url]);
  const whole = size + 2 * QUIET;
  return (
    <Dialog title={text('links.qrTitle', { name })} onClose={onClose}>
      {/* Dark on light in both themes: many readers know no other way. */}
      <svg role="img" aria-label={text('links.qr')} viewBox={`${-QUIET} ${-QUIET} ${whole} ${whole}`} shapeRendering="crispEdges" className="mx-auto w-full max-w-72 rounded-box">
        <rect x={-QUIET} y={-QUIET} width={whole} height={whole} fill="white" />
        <path d={path} fill="black" />
      </svg>
      <p className="mt-2 mb-4 text-center text-soft">{text('links.qrWords')}</p>
      <CopyField label={text('links.address')} value={url} />
    </Dialog>
  );
}

function drawn(url: string): { readonly size: number; readonly path: string } {
  const { size, data } = create(url, { errorCorrectionLevel: 'M' }).modules;
  const dark = Array.from(data, (bit, at) => (bit ? `M${at % size} ${Math.floor(at / size)}h1v1h-1z` : ''));
  return { size, path: dark.join('') };
}
