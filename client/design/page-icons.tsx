import { Icon } from './icons.js';

/** When. */
export const ClockIcon = () => <Icon><circle cx="12" cy="12" r="8.5" /><path d="M12 7.5V12l3 2" /></Icon>;
/** Again and again. */
export const RepeatIcon = () => <Icon><path d="M4.5 11a7 7 0 0 1 7-6h6M15 2.5 17.5 5 15 7.5M19.5 13a7 7 0 0 1-7 6h-6M9 16.5 6.5 19 9 21.5" /></Icon>;
/** Where. */
export const PlaceIcon = () => <Icon><path d="M12 21s-6.5-5.5-6.5-11a6.5 6.5 0 0 1 13 0c0 5.5-6.5 11-6.5 11z" /><circle cx="12" cy="10" r="2.25" /></Icon>;
/** On-line. */
export const VideoIcon = () => <Icon><rect x="3" y="6.5" width="12" height="11" rx="2.5" /><path d="m15 11 6-3.5v9L15 13" /></Icon>;
/** Somebody. */
export const PersonIcon = () => <Icon><circle cx="12" cy="8.5" r="3.75" /><path d="M4.5 20c1-3.5 4-5.25 7.5-5.25s6.5 1.75 7.5 5.25" /></Icon>;
/** An event. */
export const DayIcon = () => <Icon><rect x="3.5" y="5" width="17" height="15.5" rx="3" /><path d="M3.5 10h17M8 3v4M16 3v4" /></Icon>;
/** What changed. */
export const PenIcon = () => <Icon><path d="M4 20h4L19 9l-4-4L4 16zM13 7l4 4" /></Icon>;
/** What will not be. */
export const CrossedIcon = () => <Icon><circle cx="12" cy="12" r="8.5" /><path d="m6 6 12 12" /></Icon>;
/** An answer. */
export const AnswerIcon = () => <Icon><path d="M4 5.5h16v11H10L5.5 20v-3.5H4z" /></Icon>;
/** Several people. */
export const PeopleIcon = () => <Icon><circle cx="9" cy="9" r="3.25" /><path d="M2.75 19c.75-3 3.25-4.5 6.25-4.5s5.5 1.5 6.25 4.5M15.5 5.9a3.25 3.25 0 0 1 0 6.2M17.5 14.9c2 .6 3.25 2 3.75 4.1" /></Icon>;
/** Time that runs out. */
export const HourglassIcon = () => <Icon><path d="M6.5 3.5h11M6.5 20.5h11M7.5 3.5v3.75L12 12l4.5-4.75V3.5M7.5 20.5v-3.75L12 12l4.5 4.75v3.75" /></Icon>;
/** What keeps an account safe. */
export const ShieldIcon = () => <Icon><path d="M12 3 5 5.75V11c0 4.5 2.75 8 7 10 4.25-2 7-5.5 7-10V5.75z" /></Icon>;
/** Away with it, for good. */
export const BinIcon = () => <Icon><path d="M4.5 7h15M9.5 7V4.5h5V7M6.5 7l1 13h9l1-13M10.25 11v5M13.75 11v5" /></Icon>;
/** To have it as a file. */
export const DownloadIcon = () => <Icon><path d="M12 4v11M7.5 10.5 12 15l4.5-4.5M5 19.5h14" /></Icon>;
/** On paper. */
export const PrinterIcon = () => <Icon><path d="M7 9V4h10v5M7 17H4.5V9h15v8H17M7.5 14h9v6h-9z" /></Icon>;
/** As large as it gets. */
export const LargeIcon = () => <Icon><path d="M4.5 9V4.5H9M15 4.5h4.5V9M19.5 15v4.5H15M9 19.5H4.5V15" /></Icon>;
