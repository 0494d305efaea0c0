import type { Clock } from '../../../platform/clock.js';
import { notFound } from '../../../platform/errors.js';
import { mayEdit } from '../domain/calendar.js';
import { endedBefore, rememberEnding } from './keyed.js';
import type { Actor, InWork } from './ports.js';
import { standIn } from './standing.js';

/** Ends a link; those who joined by it stay. Ending it again changes nothing. To all but owners and editors it reads as if there were none. */
export async function revokeCalendarInvite({ inWork, clock }: { inWork: InWork; clock: Clock }, actor: Actor, id: string): Promise<void> {
  await inWork(async (work) => {
    if (await endedBefore(work, actor, 'revokeCalendarInvite', id)) return;
    const invite = await work.invites.byId(id);
    const member = invite && (await work.members.find(invite.calendarId, actor.userId));
    if (!invite || !mayEdit(member?.role ?? null)) throw notFound('The invitation');
    await standIn(work, actor, invite.calendarId, invite.role === 'EDITOR' ? 'OWNER' : 'EDITOR');
    await work.invites.remove(id);
    await rememberEnding(work, actor, 'revokeCalendarInvite', id, clock.now());
  });
}
