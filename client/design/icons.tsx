import type { ReactNode } from 'react';

/** What icons have in common; those that few pages need stand beside them. */
export function Icon({ children, size = 20 }: { children: ReactNode; size?: number }) {
  return (
    <svg aria-hidden width={size} height={size} viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="2" strokeLinecap="round" strokeLinejoin="round">
      {children}
    </svg>
  );
}

/** The sign of Convene. */
export const Mark = () => (
  <svg aria-hidden width="26" height="26" viewBox="0 0 32 32" fill="none" className="text-accent">
    <rect x="3" y="6" width="26" height="22" rx="6" stroke="currentColor" strokeWidth="2.5" />
    <path d="M3 13h26M10.5 3v6M21.5 3v6" stroke="currentColor" strokeWidth="2.5" strokeLinecap="round" />
    <circle cx="16" cy="20.5" r="3.25" fill="currentColor" />
  </svg>
);
/** A new thing. */
export const PlusIcon = () => <Icon><path d="M12 5v14M5 12h14" /></Icon>;
/** Away with it. */
export const CloseIcon = () => <Icon><path d="M6 6l12 12M18 6 6 18" /></Icon>;
/** Back, earlier. */
export const BackIcon = () => <Icon><path d="m14.5 6-6 6 6 6" /></Icon>;
/** On, later. */
export const OnIcon = () => <Icon><path d="m9.5 6 6 6-6 6" /></Icon>;
/** The inbox. */
export const BellIcon = () => <Icon><path d="M6 16.5V11a6 6 0 0 1 12 0v5.5l1.5 1.5h-15zM10 21h4" /></Icon>;
/** To go away. */
export const LeaveIcon = () => <Icon><path d="M14 4h4a2 2 0 0 1 2 2v12a2 2 0 0 1-2 2h-4M10 8l-4 4 4 4M6 12h9" /></Icon>;
/** Settings. */
export const GearIcon = () => <Icon><path d="M4 7h9M17 7h3M4 17h3M11 17h9" /><circle cx="15" cy="7" r="2" /><circle cx="9" cy="17" r="2" /></Icon>;
/** To look at what is hidden. */
export const EyeIcon = () => <Icon><path d="M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12z" /><circle cx="12" cy="12" r="2.75" /></Icon>;
/** A mail. */
export const MailIcon = () => <Icon><rect x="3" y="5" width="18" height="14" rx="2.5" /><path d="m4 7.5 8 6 8-6" /></Icon>;
/** Done. */
export const CheckIcon = () => <Icon><path d="m5 12.5 4.5 4.5L19 7" /></Icon>;
/** How something is set. */
export const SettingsIcon = () => <Icon size={18}><path d="M4 7h9M17 7h3M4 17h3M11 17h9" /><circle cx="15" cy="7" r="2" /><circle cx="9" cy="17" r="2" /></Icon>;
/** Seats that one has. */
export const TicketIcon = () => <Icon><path d="M3.5 9V6.5h17V9a3 3 0 0 0 0 6v2.5h-17V15a3 3 0 0 0 0-6zM14 7v1.5M14 11.25v1.5M14 15.5V17" /></Icon>;
/** To the clipboard. */
export const CopyIcon = () => <Icon><rect x="9" y="9" width="11" height="11" rx="2" /><path d="M5 15V6a2 2 0 0 1 2-2h8" /></Icon>;
/** A computer. */
export const ScreenIcon = () => <Icon><rect x="3" y="4.5" width="18" height="12" rx="2" /><path d="M9 20.5h6M12 16.5v4" /></Icon>;
/** A phone. */
export const PhoneIcon = () => <Icon><rect x="7" y="2.5" width="10" height="19" rx="2.5" /><path d="M11 18.5h2" /></Icon>;
