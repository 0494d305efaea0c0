import { lazy, Suspense, useEffect, useRef, useState, type Ref } from 'react';
import { createPortal } from 'react-dom';
import { graphql, readFragment, type FragmentType } from '../__generated__/index.js';
import type { TicketFieldsFragment } from '../__generated__/graphql.js';
import { Button } from './controls.js';
import { BackIcon, OnIcon } from './icons.js';
import { DownloadIcon, LargeIcon, PrinterIcon } from './page-icons.js';
import { text } from './ticket-texts.js';
import { TicketPicture } from './ticket-picture.js';
import './tickets.css';

const Door = lazy(async () => ({ default: (await import('./ticket-door.js')).TicketDoor }));

/** What a ticket shows. */
export const TicketFields = graphql(`
  fragment TicketFields on Ticket {
    id
    code
    qrCode
    checkedInAt
    holder {
      id
      fullName
    }
  }
`);

/** What tickets are for, as their holder knows it. */
export interface TicketFor {
  readonly title: string;
  readonly when: string;
  readonly where: string | null;
}

/** Tickets as QR codes, one at a time: large for the door, on paper, as pictures. */
export function Tickets({ tickets: given, of }: { tickets: readonly FragmentType<typeof TicketFields>[]; of: TicketFor }) {
  const tickets = given.map((ticket) => readFragment(TicketFields, ticket));
  const [at, setAt] = useState(0);
  const [large, setLarge] = useState(false);
  const [printing, setPrinting] = useState(false);
  const sheet = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!printing) return;
    let left = false;
    const printed = (): void => setPrinting(false);
    window.addEventListener('afterprint', printed, { once: true });
    // A picture that is not drawn yet would be missing on paper.
    void Promise.allSettled(Array.from(sheet.current?.querySelectorAll('img') ?? [], (picture) => picture.decode())).then(() => left || window.print());
    return () => {
      left = true;
      window.removeEventListener('afterprint', printed);
    };
  }, [printing]);
  const count = tickets.length;
  const ticket = tickets[Math.min(at, count - 1)];
  if (!ticket) return null;
  return (
    <section aria-label={count === 1 ? text('ticket.one') : text('ticket.many', { count })}>
      <h3 className="mb-2 flex min-h-9 items-center justify-between font-semibold">
        {count === 1 ? text('ticket.one') : text('ticket.which', { number: at + 1, count })}
        {count > 1 && <Steps at={at} count={count} onStep={setAt} />}
      </h3>
      <button type="button" onClick={() => setLarge(true)} title={text('ticket.door')} className="block w-full rounded-2xl border border-line bg-ticket p-2 text-on-ticket">
        <TicketPicture ticket={ticket} number={at + 1} className="mx-auto w-full max-w-56" />
      </button>
      <div className="mt-3 flex gap-2">
        <Button className="flex-1" onClick={() => setLarge(true)}>
          <LargeIcon /> {text('ticket.door')}
        </Button>
        <Button look="quiet" className="px-2.5" aria-label={text('ticket.print')} title={text('ticket.print')} onClick={() => setPrinting(true)}>
          <PrinterIcon />
        </Button>
        {ticket.qrCode && (
          <a href={pictureAddress(ticket.qrCode)} download={`${of.title} ${String(at + 1)}.svg`} aria-label={text('ticket.save')} title={text('ticket.save')} className="grid min-h-10 w-10 place-items-center rounded-box text-soft hover:bg-sunken hover:text-ink">
            <DownloadIcon />
          </a>
        )}
      </div>
      {large && <Suspense fallback={null}><Door tickets={tickets} of={of} at={at} onStep={setAt} onClose={() => setLarge(false)} /></Suspense>}
      {printing && createPortal(<Sheet ref={sheet} tickets={tickets} of={of} />, document.body)}
    </section>
  );
}

/** An SVG as an address that the page's policy lets pictures have. */
const pictureAddress = (svg: string): string => `data:image/svg+xml,${encodeURIComponent(svg)}`;

/** From one ticket to the next. */
export function Steps({ at, count, onStep, className = '' }: { at: number; count: number; onStep: (to: number) => void; className?: string }) {
  const step = 'grid size-9 place-items-center rounded-full disabled:opacity-40';
  return (
    <span className={`flex gap-1 ${className}`}>
      <button type="button" className={step} disabled={at === 0} aria-label={text('ticket.before')} onClick={() => onStep(at - 1)}>
        <BackIcon />
      </button>
      <button type="button" className={step} disabled={at >= count - 1} aria-label={text('ticket.next')} onClick={() => onStep(at + 1)}>
        <OnIcon />
      </button>
    </span>
  );
}

/** What goes on paper; apart from the page, which is then left out. */
function Sheet({ ref, tickets, of }: { ref: Ref<HTMLDivElement>; tickets: readonly TicketFieldsFragment[]; of: TicketFor }) {
  return (
    <div ref={ref} className="ticket-sheet">
      {tickets.map((ticket, index) => (
        <div key={ticket.id}>
          <strong>{of.title}</strong>
          <p>{of.when}</p>
          <p>{of.where}</p>
          <TicketPicture ticket={ticket} number={index + 1} className="" />
        </div>
      ))}
    </div>
  );
}
