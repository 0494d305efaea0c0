/** A calendar of the demo: who makes it, who joins, and what happens on it. */
export interface DemoCalendar {
  readonly name: string;
  readonly description: string;
  readonly color: string;
  readonly owner: string;
  readonly members: readonly { readonly username: string; readonly role: 'EDITOR' | 'VIEWER' | 'FREE_BUSY' }[];
  readonly events: readonly DemoEvent[];
}

/** An event, by the wall clock in Berlin and days from today. */
export interface DemoEvent {
  readonly title: string;
  readonly description?: string;
  readonly place?: string;
  /** 0 is today. */
  readonly day: number;
  /** HH:MM; without it the event takes whole days. */
  readonly time?: string;
  readonly minutes?: number;
  readonly days?: number;
  readonly rule?: string;
  readonly capacity?: number;
  readonly tags?: readonly string[];
}

/** A family, a club and a house that gives concerts: what Convene is for. */
export const PROGRAMME: readonly DemoCalendar[] = [
  {
    name: 'Family',
    description: 'Who is where, and who cooks.',
    color: '#b45309',
    owner: 'mara',
    members: [
      { username: 'jonas', role: 'EDITOR' },
      { username: 'amina', role: 'FREE_BUSY' },
    ],
    events: [
      { title: 'Dinner together', day: 0, time: '18:30', minutes: 90, rule: 'FREQ=WEEKLY;BYDAY=SU', place: 'At home' },
      { title: 'Piano lesson', day: 1, time: '16:00', minutes: 45, rule: 'FREQ=WEEKLY;COUNT=12', tags: ['music'] },
      { title: 'Paper and glass', day: 2, time: '07:00', minutes: 15, rule: 'FREQ=MONTHLY;BYDAY=2TH' },
      { title: 'A weekend by the sea', day: 9, days: 3, place: 'Warnemünde' },
    ],
  },
  {
    name: 'Chess club',
    description: 'Every week in the back room of the Café Central.',
    color: '#0f766e',
    owner: 'jonas',
    members: [
      { username: 'mara', role: 'VIEWER' },
      { username: 'tomas', role: 'EDITOR' },
      { username: 'priya', role: 'VIEWER' },
      { username: 'hanna', role: 'VIEWER' },
    ],
    events: [
      { title: 'Club evening', day: 1, time: '19:00', minutes: 180, rule: 'FREQ=WEEKLY', place: 'Café Central', tags: ['open'] },
      { title: 'Simultaneous exhibition', description: 'Twelve boards, one grandmaster.', day: 5, time: '18:00', minutes: 180, capacity: 4, place: 'Town library' },
      { title: 'Beginners’ course', day: 3, time: '17:30', minutes: 60, rule: 'FREQ=WEEKLY;COUNT=6', capacity: 3 },
    ],
  },
  {
    name: 'House by the harbour',
    description: 'Concerts, workshops and a stage for those who dare.',
    color: '#6d28d9',
    owner: 'amina',
    members: [
      { username: 'mara', role: 'VIEWER' },
      { username: 'jonas', role: 'VIEWER' },
      { username: 'tomas', role: 'VIEWER' },
      { username: 'priya', role: 'VIEWER' },
      { username: 'luis', role: 'EDITOR' },
      { username: 'hanna', role: 'VIEWER' },
      { username: 'yuki', role: 'VIEWER' },
    ],
    events: [
      { title: 'String quartet', description: 'Schubert and Shostakovich.', day: 4, time: '20:00', minutes: 120, capacity: 5, tags: ['music'], place: 'Great hall' },
      { title: 'Open stage', day: 6, time: '19:30', minutes: 150, rule: 'FREQ=MONTHLY;BYDAY=-1FR', capacity: 40, tags: ['music', 'open'] },
      { title: 'Printing with linoleum', description: 'Paper, ink and tools are there.', day: 8, time: '14:00', minutes: 240, capacity: 2, tags: ['workshop'] },
    ],
  },
];
