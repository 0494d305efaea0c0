import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { OccurrenceTime } from './due.js';
import { alarmKey, askFrom, nextAlarm, type AlarmQuestion } from './next-alarm.js';

const at = (time: string): Date => new Date(`2026-11-${time}:00Z`);

const occurrence = (id: string, startsAt: Date, over: Partial<OccurrenceTime> = {}): OccurrenceTime => ({
  id,
  title: 'Chess',
  cancelled: false,
  allDay: false,
  startsAt,
  endsAt: new Date(startsAt.getTime() + 3_600_000),
  startsOn: null,
  ...over,
});

const question = (over: Partial<AlarmQuestion> = {}): AlarmQuestion => ({
  minutesBefore: 30,
  armedFrom: at('20T12:00'),
  eventZone: 'Europe/Berlin',
  personZone: 'Europe/Berlin',
  now: at('20T12:00'),
  sent: new Set(),
  ...over,
});

const first = occurrence('o1', at('20T13:00'));
const second = occurrence('o2', at('27T13:00'));

describe('the next alarm', () => {
  it('is that of the earliest occurrence whose moment is still to come', () => {
    expect(nextAlarm([second, first], question())).toMatchObject({ occurrence: { id: 'o1' }, dueAt: at('20T12:30') });
  });

  it('goes to the next occurrence when the reminder was added after the moment', () => {
    const late = question({ armedFrom: at('20T12:31'), now: at('20T12:31') });
    expect(nextAlarm([first, second], late)).toMatchObject({ occurrence: { id: 'o2' } });
  });

  it('is caught up when the moment was missed and the occurrence is still on', () => {
    expect(nextAlarm([first, second], question({ now: at('20T13:59') }))).toMatchObject({ occurrence: { id: 'o1' } });
  });

  it('is not caught up once the occurrence is over', () => {
    expect(nextAlarm([first, second], question({ now: at('20T14:00') }))).toMatchObject({ occurrence: { id: 'o2' } });
  });

  it('passes over cancelled occurrences and what was reminded of', () => {
    const cancelled = { ...first, cancelled: true };
    expect(nextAlarm([cancelled, second], question())?.occurrence.id).toBe('o2');
    expect(nextAlarm([first, second], question({ sent: new Set([alarmKey('o1', first.startsAt)]) }))?.occurrence.id).toBe('o2');
  });

  it('comes again for an occurrence that was moved after it', () => {
    const moved = { ...first, startsAt: at('20T18:00'), endsAt: at('20T19:00') };
    const sent = new Set([alarmKey('o1', first.startsAt)]);
    const asked = question({ sent, armedFrom: at('20T12:30'), now: at('20T12:40') });
    expect(nextAlarm([moved, second], asked)).toMatchObject({ occurrence: { id: 'o1' }, dueAt: at('20T17:30') });
  });

  it('comes at once for an occurrence that was moved forward past its moment', () => {
    const moved = { ...first, startsAt: at('20T12:15'), endsAt: at('20T13:15') };
    const asked = question({ armedFrom: at('20T11:00'), now: at('20T12:10') });
    expect(nextAlarm([moved, second], asked)).toMatchObject({ occurrence: { id: 'o1' }, dueAt: at('20T11:45') });
  });

  it('is none when nothing is left', () => {
    expect(nextAlarm([], question())).toBeNull();
    expect(nextAlarm([first], question({ now: at('21T00:00') }))).toBeNull();
  });
});

describe('where to ask from', () => {
  it('misses no occurrence whose moment is still to be kept', () => {
    const minutes = fc.integer({ min: 0, max: 40 * 24 * 60 });
    const offset = fc.integer({ min: -60 * 24 * 60, max: 60 * 24 * 60 });
    const start = at('20T13:00');
    fc.assert(
      fc.property(minutes, offset, offset, fc.boolean(), (minutesBefore, armed, now, allDay) => {
        const one = occurrence('o1', start, allDay ? { allDay, startsOn: '2026-11-20' } : {});
        const asked = question({
          minutesBefore,
          armedFrom: new Date(start.getTime() + armed * 60_000),
          now: new Date(start.getTime() + now * 60_000),
          personZone: 'Pacific/Kiritimati',
        });
        const wanted = nextAlarm([one], asked) !== null;
        return !wanted || one.endsAt > askFrom(asked);
      }),
    );
  });
});
