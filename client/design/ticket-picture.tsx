import type { TicketFieldsFragment } from '../__generated__/graphql.js';
import { text } from './ticket-texts.js';

/** The code as a picture, and beneath it as text, in fours, for who types it at the door. */
export function TicketPicture({ ticket, number, className }: { ticket: TicketFieldsFragment; number: number; className: string }) {
  if (!ticket.qrCode || !ticket.code) return <p className="px-4 py-10 text-center">{text('ticket.later')}</p>;
  return (
    <>
      <img src={`data:image/svg+xml,${encodeURIComponent(ticket.qrCode)}`} alt={text('ticket.picture', { number })} className={`aspect-square ${className}`} />
      <span className="block px-2 pb-2 text-center font-mono text-xs leading-relaxed break-words tracking-wide">
        <span className="sr-only">{text('ticket.code')}: </span>
        {ticket.code.replaceAll(/(.{4})(?=.)/g, '$1 ')}
      </span>
    </>
  );
}
