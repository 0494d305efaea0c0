import { create } from 'qrcode';
import { useMemo } from 'react';

/** Modules of light around the code that a reader needs (ISO/IEC 18004, 6.3.8). */
const QUIET = 4;

/** A QR code, drawn here, since what it holds may be a secret. Dark on light in both themes: many readers know no other way. */
export function QrCode({ content, label, className }: { content: string; label: string; className: string }) {
  const { size, path } = useMemo(() => draw(content), [content]);
  const width = size + 2 * QUIET;
  return (
    <svg role="img" aria-label={label} viewBox={`${-QUIET} ${-QUIET} ${width} ${width}`} shapeRendering="crispEdges" className={`mx-auto rounded-box border border-line ${className}`}>
      <rect x={-QUIET} y={-QUIET} width={width} height={width} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}

function draw(content: string): { size: number; path: string } {
  const { size, data } = create(content, { errorCorrectionLevel: 'M' }).modules;
  const dark = Array.from(data, (module, index) => (module ? `M${index % size} ${Math.trunc(index / size)}h1v1h-1z` : ''));
  return { size, path: dark.join('') };
}
