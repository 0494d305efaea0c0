import { bookAndWait, cancelAndOffer, holdAndConfirm } from './journey/bookings.js';
import { agreeOnCalendar, announceEvent, changeEvents, listenTogether } from './journey/calendar.js';
import { openFeed } from './journey/feed.js';
import { registerPeople, signOut } from './journey/people.js';
import { readEverything, resumeByCursor } from './journey/afterwards.js';
import { remind } from './journey/reminders.js';
import type { Journey } from './journey/journey-state.js';

export { readEverything } from './journey/afterwards.js';
export { beginJourney, type Journey } from './journey/journey-state.js';

/** What people do with Convene on their first day, one step after the other, over the public door. */
export const JOURNEY: readonly { readonly name: string; readonly run: (journey: Journey) => Promise<void> }[] = [
  { name: 'three people register, verify their mail and sign in', run: registerPeople },
  { name: 'one makes a calendar, the others join by its link', run: agreeOnCalendar },
  { name: 'the others listen', run: listenTogether },
  { name: 'a weekly event of three times is seen live, with the organizer’s name', run: announceEvent },
  { name: 'one books, the next is refused with SOLD_OUT and joins the waiting list', run: bookAndWait },
  { name: 'the first cancels, and the seat is offered live to who waits', run: cancelAndOffer },
  { name: 'a seat is held and confirmed', run: holdAndConfirm },
  { name: 'a reminder arrives at its minute, in the inbox live and as mail', run: remind },
  { name: 'an event is changed, another cancelled, both seen live', run: changeEvents },
  { name: 'the feed opens in a calendar program', run: openFeed },
  { name: 'a listener that was away resumes by its cursor', run: resumeByCursor },
  { name: 'everything is there when it is read anew', run: readEverything },
  { name: 'one signs out', run: signOut },
];

/** Takes every step; `report` hears of each as it is done. @throws at the first step that fails, naming it and those left. */
export async function takeJourney(journey: Journey, report: (step: string, milliseconds: number) => void): Promise<void> {
  for (const [index, step] of JOURNEY.entries()) {
    const began = Date.now();
    try {
      await step.run(journey);
    } catch (error) {
      const left = JOURNEY.slice(index).map(({ name }) => `  - ${name}`);
      throw new Error(`The journey ended at “${step.name}”: ${String(error)}\nSteps missing:\n${left.join('\n')}`, { cause: error });
    }
    report(step.name, Date.now() - began);
  }
}
