import type { CodegenConfig } from '@graphql-codegen/cli';
import type { TypeScriptPluginConfig } from '@graphql-codegen/typescript';
import type { TypeScriptResolversPluginConfig } from '@graphql-codegen/typescript-resolvers';
import { Kind, visit, type ASTVisitFn, type SelectionSetNode } from 'graphql';

/**
 * From GraphQL names to what resolvers really get and give. Paths are relative to the generated file
 * (`../../domain/booking.js#Booking`); what has no `#` is TypeScript as it stands.
 */
type Mappers = Readonly<Record<string, string>>;

/** Of a type that another subgraph owns, its key is all that is known here. */
const REFERENCE = '{ id: string }';

// ── user ────────────────────────────────────────────────────────────────────────────────────────────────
const userMappers: Mappers = {
  AccessToken: '../../domain/script-token.js#ScriptToken',
  Session: '../../domain/session.js#AccountSession',
  User: '../../domain/account-view.js#AccountView',
};

// ── event ───────────────────────────────────────────────────────────────────────────────────────────────
const eventMappers: Mappers = {
  AgendaItem: '../../domain/agenda.js#AgendaEntry',
  BusyBlock: '../../domain/event.js#BusyBlock as BusyBlockMapper',
  Calendar: '../../domain/calendar.js#SeenCalendar',
  CalendarChange: '../../domain/told-change.js#ToldChange',
  CalendarInvite: '../../domain/invite.js#Invite',
  CalendarMember: '../../domain/calendar.js#Member',
  Event: '../../domain/event.js#SeenEvent',
  EventConnection: '../event-page.js#EventPage',
  Occurrence: '../../domain/event.js#Occurrence as OccurrenceMapper',
  Recurrence: '../../domain/event.js#SeenEvent',
  User: REFERENCE,
};

// ── booking ─────────────────────────────────────────────────────────────────────────────────────────────
const bookingMappers: Mappers = {
  Availability: '../../usecases/watch-availability.js#Availability as AvailabilityNow',
  Booking: '../../domain/booking.js#Booking as BookingState',
  BookingChange: '../../../../platform/change-log/stream.js#StreamedChange',
  BookingRefused: '../../domain/refusal.js#Refusal',
  Ticket: '../../store/booking-reads.js#Ticket as SeatTicket',
  Event: REFERENCE,
  Occurrence: REFERENCE,
  User: REFERENCE,
};

// ── notification ────────────────────────────────────────────────────────────────────────────────────────
const notificationMappers: Mappers = {
  Booking: REFERENCE,
  Calendar: REFERENCE,
  Delivery: '../../domain/delivery.js#Delivery as DeliveryMapper',
  Event: REFERENCE,
  Notification: '../../domain/notification.js#Notification as NotificationMapper',
  Occurrence: REFERENCE,
  Reminder: '../../domain/reminder.js#Reminder as ReminderMapper',
  User: REFERENCE,
};

// ── viewer (in the gateway) ─────────────────────────────────────────────────────────────────────────────
const viewerMappers: Mappers = {
  User: REFERENCE,
};

/** What resolvers get and give for each scalar; `platform/graphql/scalars.ts` converts at the border. */
const scalars = {
  ID: 'string',
  DateTime: 'Date',
  Date: 'string',
  LocalTime: 'string',
  TimeZone: 'string',
  SafeInt: 'number',
  JSON: 'unknown',
  _FieldSet: 'string',
};

function resolvers(subgraph: string, context: string, mappers: Mappers): CodegenConfig['generates'][string] {
  const config: TypeScriptPluginConfig & TypeScriptResolversPluginConfig = {
    contextType: context,
    mappers: { ...mappers },
    scalars: { ...scalars },
    federation: true,
    useTypeImports: true,
    enumsAsTypes: true,
    strictScalars: true,
    makeResolverTypeCallable: true,
    namingConvention: { enumValues: 'keep' },
  };
  return { schema: `schema/${subgraph}.graphql`, plugins: ['typescript', 'typescript-resolvers'], config };
}

const askForTypename: ASTVisitFn<SelectionSetNode> = (node, _key, parent) => {
  const atRoot = parent !== undefined && 'kind' in parent && parent.kind === Kind.OPERATION_DEFINITION;
  if (atRoot || node.selections.some((selection) => selection.kind === Kind.FIELD && selection.name.value === '__typename')) return undefined;
  return { ...node, selections: [...node.selections, { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } }] };
};

/** Types of every operation and fragment of the web application, as they travel (dates are strings there), and each operation's text under its hash. */
const client: CodegenConfig['generates'][string] = {
  preset: 'client',
  schema: 'schema/supergraph.graphql',
  documents: ['client/**/*.{ts,tsx}', '!client/__generated__/**', '!client/test/**'],
  // What is registered asks for all that Apollo's cache wants. At the root that is nothing, while codegen's own transform asks there, too.
  documentTransforms: [
    { transform: ({ documents }) => documents.map(({ document, ...rest }) => ({ ...rest, document: document && visit(document, { SelectionSet: askForTypename }) })) },
  ],
  presetConfig: { fragmentMasking: { unmaskFunctionName: 'readFragment' }, persistedDocuments: true },
  config: {
    useTypeImports: true,
    enumsAsTypes: true,
    strictScalars: true,
    skipTypename: false,
    scalars: {
      DateTime: 'string',
      Date: 'string',
      LocalTime: 'string',
      TimeZone: 'string',
      SafeInt: 'number',
      JSON: 'unknown',
      join__DirectiveArguments: 'unknown',
      join__FieldSet: 'string',
      join__FieldValue: 'unknown',
      link__Import: 'string',
      requiresScopes__Scope: 'string',
    },
  },
};

/** Typed resolvers for each subgraph, and operations for the web application. `npm run codegen` writes them; they are never edited nor committed. */
const config: CodegenConfig = {
  emitLegacyCommonJSImports: false,
  importExtension: '.js',
  generates: {
    'subgraphs/user/graphql/__generated__/resolvers.ts': resolvers('user', '../../context.js#UserContext', userMappers),
    'subgraphs/event/graphql/__generated__/resolvers.ts': resolvers('event', '../../context.js#EventContext', eventMappers),
    'subgraphs/booking/graphql/__generated__/resolvers.ts': resolvers(
      'booking',
      '../../context.js#BookingContext',
      bookingMappers,
    ),
    'subgraphs/notification/graphql/__generated__/resolvers.ts': resolvers(
      'notification',
      '../../context.js#NotificationContext',
      notificationMappers,
    ),
    'gateway/viewer/__generated__/resolvers.ts': resolvers('viewer', '../context.js#ViewerContext', viewerMappers),
    'client/__generated__/': client,
  },
};

export default config;
