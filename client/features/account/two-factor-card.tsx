import { lazy, Suspense, useState } from 'react';
import { Button } from '../../design/controls.js';
import { Badge, Card } from './card.js';
import { DisableTwoFactorDialog } from './disable-two-factor-dialog.js';
import type { Owner } from './settings-page.js';
import { text } from './texts.js';

// Brings what draws QR codes.
const EnableTwoFactorDialog = lazy(async () => ({ default: (await import('./enable-two-factor-dialog.js')).EnableTwoFactorDialog }));

/** Whether signing in asks for a second factor. */
export function TwoFactorCard({ me }: { me: Owner }) {
  const [open, setOpen] = useState(false);
  const on = me.twoFactorEnabled === true;
  // Which window is open does not change while it is, though what it does changes `on`.
  const [turnsOff, setTurnsOff] = useState(on);
  const close = (): void => setOpen(false);
  const begin = (): void => {
    setTurnsOff(on);
    setOpen(true);
  };
  return (
    <Card title={text('factor.title')} lead={text('factor.lead')} state={<Badge tone={on ? 'good' : 'plain'}>{text(on ? 'factor.on' : 'factor.off')}</Badge>}>
      <Button look={on ? 'danger' : 'plain'} onClick={begin}>
        {text(on ? 'factor.turnOff' : 'factor.turnOn')}
      </Button>
      {open && (
        <Suspense fallback={null}>
          {turnsOff ? <DisableTwoFactorDialog onClose={close} /> : <EnableTwoFactorDialog onClose={close} />}
        </Suspense>
      )}
    </Card>
  );
}
