import type { Clock } from '../../../platform/clock.js';
import { badInput, notFound } from '../../../platform/errors.js';
import type { Ids } from '../../../platform/ids.js';
import { atLeast, type Calendar } from '../domain/calendar.js';
import { inviteRefusal, type Invite } from '../domain/invite.js';
import { newMember } from './create-calendar.js';
import { recordMembers } from './member-changes.js';
import type { Actor, InWork, Work } from './ports.js';
import type { Tokens } from './tokens.js';

interface Needs {
  readonly inWork: InWork;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly tokens: Tokens;
}

/**
 * Makes the actor a member by an invite's code; answers with the calendar's id. Joining again changes nothing; each
 * person counts as one use, also one who left and comes back. A link with a higher role than the member has lifts them to it, and none takes a role away.
 * @throws NOT_FOUND for an unknown or revoked code, BAD_USER_INPUT for one that is expired or used up.
 */
export async function joinCalendar(needs: Needs, actor: Actor, code: string): Promise<string> {
  return needs.inWork(async (work) => {
    const invite = await lockedInvite(work, code);
    const { calendar } = invite;
    const member = await work.members.find(calendar.id, actor.userId);
    if (member && atLeast(member.role, invite.role)) return calendar.id;
    const now = needs.clock.now();
    const first = await work.invites.use(invite.id, actor.userId, now);
    const refusal = inviteRefusal(first ? invite : { ...invite, maxUses: null }, now);
    if (refusal !== null) throw badInput({ path: ['code'], message: refusal });
    if (member) await work.members.save({ ...member, role: invite.role, roleSince: now });
    else await work.members.insert(newMember(needs, calendar.id, actor.userId, invite.role));
    await recordMembers(needs, work, actor, calendar, { joined: member ? [] : [actor.userId] });
    return calendar.id;
  });
}

/** Locks the calendar first, then reads the invite: its uses can't grow behind our back. */
async function lockedInvite(work: Work, code: string): Promise<Invite & { calendar: Calendar }> {
  const known = await work.invites.byCode(code);
  const calendar = known && (await work.calendars.lock(known.calendarId));
  const invite = calendar && (await work.invites.byCode(code));
  if (!calendar || !invite) throw notFound('The invitation');
  return { ...invite, calendar };
}
