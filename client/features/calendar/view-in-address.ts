/** The views, by the word that stands for each in the address, as FullCalendar names them; the list is one of ours. */
export const NAMES = { month: 'dayGridMonth', week: 'timeGridWeek', day: 'timeGridDay', list: 'listAhead' } as const;

/** One of the four views, as FullCalendar names it. */
export type ViewName = (typeof NAMES)[keyof typeof NAMES];

/** What the address says is shown; null where it does not. */
export function viewInAddress(): { readonly view: ViewName | null; readonly date: string | null } {
  const query = new URLSearchParams(location.search);
  const word = query.get('view') ?? '';
  const date = query.get('date') ?? '';
  return { view: word in NAMES ? NAMES[word as keyof typeof NAMES] : null, date: /^\d{4}-\d\d-\d\d$/.test(date) ? date : null };
}
