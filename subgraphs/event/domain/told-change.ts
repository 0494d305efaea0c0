/** A change as it is told to one reader: never more than they may know. */
export interface ToldChange {
  readonly cursor: string;
  readonly kind: 'CREATED' | 'UPDATED' | 'CANCELLED' | 'DELETED' | 'RESPONDED' | 'CALENDAR_UPDATED' | 'CALENDAR_DELETED' | 'MEMBERS_CHANGED' | 'BUSY_CHANGED';
  readonly at: Date;
  readonly calendarId: string;
  /** Null to all but members. */
  readonly actor: string | null;
  readonly fields: readonly string[] | null;
  readonly eventId: string | null;
  readonly occurrenceId: string | null;
  readonly touchesFrom: Date | null;
  readonly touchesTo: Date | null;
}
