import { useEffect, useId, useRef } from 'react';
import type { TicketFieldsFragment } from '../__generated__/graphql.js';
import { locale } from '../i18n/language.js';
import { text as common } from '../i18n/text.js';
import { CloseIcon } from './icons.js';
import { TicketPicture } from './ticket-picture.js';
import { text } from './ticket-texts.js';
import { Steps, type TicketFor } from './tickets.js';

interface TicketDoorProps {
  readonly tickets: readonly TicketFieldsFragment[];
  readonly of: TicketFor;
  readonly at: number;
  readonly onStep: (to: number) => void;
  readonly onClose: () => void;
}

/** One ticket over the whole screen, dark on white in both themes; the screen stays awake, arrows lead to the next. */
export function TicketDoor({ tickets, of, at, onStep, onClose }: TicketDoorProps) {
  const ref = useRef<HTMLDialogElement>(null);
  const id = useId();
  const count = tickets.length;
  const ticket = tickets[at];
  useEffect(() => ref.current?.showModal(), []);
  useWake();
  const move = ({ key }: React.KeyboardEvent): void => {
    const to = at + (key === 'ArrowRight' ? 1 : key === 'ArrowLeft' ? -1 : 0);
    if (to !== at && tickets[to]) onStep(to);
  };
  return (
    <dialog ref={ref} aria-labelledby={id} onClose={onClose} onKeyDown={move} className="m-0 size-full max-h-none max-w-none bg-ticket text-on-ticket">
      <div className="flex min-h-full flex-col items-center justify-center gap-3 p-5 text-center">
        <button type="button" aria-label={common('app.close')} onClick={() => ref.current?.close()} className="absolute top-3 right-3 grid size-11 place-items-center rounded-full">
          <CloseIcon />
        </button>
        <h2 id={id} className="px-10 text-2xl font-semibold">{of.title}</h2>
        <p>
          {of.when}
          {of.where && <span className="block">{of.where}</span>}
        </p>
        {ticket && <div><TicketPicture ticket={ticket} number={at + 1} className="mx-auto w-[min(84vw,58vh)]" /></div>}
        {ticket?.holder?.fullName && <p className="font-medium">{text('ticket.holder', { name: ticket.holder.fullName })}</p>}
        {ticket?.checkedInAt && <p>{text('ticket.in', { when: new Date(ticket.checkedInAt).toLocaleString(locale()) })}</p>}
        {count > 1 && (
          <div className="flex items-center gap-2">
            <span aria-live="polite">{text('ticket.which', { number: at + 1, count })}</span>
            <Steps at={at} count={count} onStep={onStep} />
          </div>
        )}
      </div>
    </dialog>
  );
}

/** Keeps the screen from going dark in the queue, where the browser lets us. */
function useWake(): void {
  useEffect(() => {
    let lock: WakeLockSentinel | undefined;
    let gone = false;
    const take = async (): Promise<void> => {
      if (!('wakeLock' in navigator)) return;
      const got = await navigator.wakeLock.request('screen').catch(() => undefined);
      if (gone) await got?.release();
      else lock = got;
    };
    void take();
    return () => {
      gone = true;
      void lock?.release();
    };
  }, []);
}
