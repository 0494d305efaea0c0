import { CopyField } from '../../design/copy-field.js';
import { Dialog } from '../../design/dialog.js';
import { QrCode } from '../../design/qr-code.js';
import { text } from './texts.js';

/** A link to be read with a camera, from this screen or from a poster. */
export function LinkCode({ url, name, onClose }: { url: string; name: string; onClose: () => void }) {
  return (
    <Dialog title={text('links.qrTitle', { name })} onClose={onClose}>
      <QrCode content={url} label={text('links.qr')} className="w-full max-w-72" />
      <p className="mt-2 mb-4 text-center text-soft">{text('links.qrWords')}</p>
      <CopyField label={text('links.address')} value={url} />
    </Dialog>
  );
}
