import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { answerAt } from './answers.js';
import { filled } from './reading.js';
import { faultOf, lacking } from './root-fields.js';
import { anythingOf } from './schema.js';
import { TABLE } from './table.js';
import { PEOPLE, type Person } from './vocabulary.js';
import { createPrepare, ENDING_SESSIONS, WRITES, type Prepare } from './writes.js';
import { createWorld, type World } from './world.js';

let world: World;
let prepare: Prepare;
let ticket = '';
beforeAll(async () => {
  world = await createWorld();
  prepare = createPrepare(world);
  const { booking } = await world.door.demand(await world.tokenOf('member'), filled('{ booking(id: $meetingBooking) { tickets { id } } }', world.ids));
  ticket = booking.tickets[0].id as string;
});
afterAll(() => world.stop());

const ALL_BUT_THE_MEMBER = PEOPLE.filter((person) => person !== 'member');

describe('each mutation', () => {
  it('is tried below', () => {
    expect(Object.keys(WRITES).sort()).toEqual(Object.keys(TABLE['Mutation'] ?? {}).sort());
  });

  it.each(Object.keys(WRITES))('%s answers each person as the table says', async (field) => {
    const faults = (await Promise.all(ALL_BUT_THE_MEMBER.map((person) => attempt(field, person)))).flat();
    // Last: what only the member may take away is there for all the others.
    faults.push(...(await attempt(field, 'member')));
    expect(faults).toEqual([]);
  });
});

async function attempt(field: string, person: Person): Promise<string[]> {
  const call = (await WRITES[field]?.(prepare)) ?? '';
  const query = filled(`mutation { ${call} ${anythingOf('Mutation', field)} }`, { ...world.ids, ticket });
  const token = await world.tokenOf(person, lacking('Mutation', field));
  const answered = await world.door.ask(token, query);
  if (field in ENDING_SESSIONS && person !== 'nobody' && person !== 'script') await world.renew(person);
  return faultOf('Mutation', field, person, answerAt(answered, [field]));
}
