import type { Table } from '../vocabulary.js';

/** The member's booking, and what hangs on it. An administrator gets to it by the member's list alone. */
export const bookings: Table = {
  Booking: {
    id: 'shown', user: 'shown', event: 'shown', occurrence: 'shown', status: 'shown', quantity: 'shown', items: 'shown', total: 'shown',
    heldUntil: 'data', waitlistPosition: 'data', tickets: 'shown', cancelReason: 'data', createdAt: 'shown', updatedAt: 'shown',
  },
  BookingItem: { ticketType: 'data', quantity: 'shown', price: 'shown' },
  //                nobody member other organizer administrator script
  Ticket: {
    id:              '- V - V V -',
    booking:         '- V - V V -',
    ticketType:      'data',
    holder:          '- V - V V -',
    code:            '- V - V 0 -',
    qrCode:          '- V - V 0 -',
    checkedInAt:     'data',
  },
  //                nobody member other organizer administrator script
  BookingConnection: {
    edges:           '- V - V V -',
    pageInfo:        '- V - V V -',
    totalCount:      'data',
    changeCursor:    '- V - 0 0 -',
  },
  BookingEdge: { cursor: 'shown', node: 'shown' },
  BookingChange: { cursor: 'shown', at: 'shown', booking: 'shown', previousStatus: 'data' },
  BookingRefused: { reason: 'shown', message: 'shown', retryable: 'shown', seatsAvailable: 'data', waitlistLength: 'data' },
  Availability: { occurrenceId: 'shown', seatsAvailable: 'shown', waitlistLength: 'shown', occurrence: 'shown' },
  Attendance: { confirmed: 'shown', checkedIn: 'shown', waitlisted: 'shown', revenue: 'shown' },
  BookingPolicy: {
    ticketTypes: 'data', maxPerPerson: 'data', opensAt: 'data', closesAt: 'data', waitlist: 'shown', groupRule: 'shown', holdMinutes: 'shown',
    offerMinutes: 'shown',
  },
  BookingPolicyPayload: { bookingPolicy: 'shown', event: 'shown' },
  TicketType: { id: 'shown', name: 'shown', price: 'data', quantity: 'data', salesStartAt: 'data', salesEndAt: 'data' },
  TicketAvailability: { ticketType: 'shown', seatsAvailable: 'data' },
  CheckInRefused: { reason: 'shown', message: 'shown', ticket: 'data' },
};
