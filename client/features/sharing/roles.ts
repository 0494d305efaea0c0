import type { CalendarRole } from '../../__generated__/graphql.js';
import { text } from './texts.js';

/** What members may do; each role may do all that those after it may. */
export const ROLES: readonly CalendarRole[] = ['OWNER', 'EDITOR', 'VIEWER', 'FREE_BUSY'];

/** Whether a role reaches as far as another one; null: no member. */
export const atLeast = (role: CalendarRole | null | undefined, needed: CalendarRole): boolean => !!role && ROLES.indexOf(role) <= ROLES.indexOf(needed);

/** What a role is called. */
export const nameOf = (role: CalendarRole): string => text(`role.${role}`);

/** What it lets somebody do, in a line. */
export const mayDo = (role: CalendarRole): string => text(`role.${role}.may`);
