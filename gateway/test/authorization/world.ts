import { Registry } from 'prom-client';
import type { Convene } from '../../../convene.js';
import { until } from '../../../platform/testing/until.js';
import { startConveneHere } from '../../../test/support/convene-here.js';
import { openDoor, type Door } from './door.js';
import { furnish, PASSWORD } from './furniture.js';
import { PEOPLE, type Holder, type Person } from './vocabulary.js';

/** Convene with everything in it that the table speaks of. */
export interface World {
  readonly convene: Convene;
  readonly door: Door;
  readonly metrics: Registry;
  /** What documents name: ids, codes, cursors and moments. */
  readonly ids: Readonly<Record<string, string>>;
  readonly accounts: Readonly<Record<Holder, { readonly id: string; readonly username: string }>>;
  /** A fresh sign-in. */
  signIn(holder: Holder): Promise<{ accessToken: string; refreshToken: string }>;
  /** Signs a holder in again, after all their sessions have ended. */
  renew(holder: Holder): Promise<void>;
  /** The token of a person: the session of a holder, or one of a script that lacks these scopes. Null for nobody. */
  tokenOf(person: Person, lacks?: readonly string[]): Promise<string | null>;
  /** The same as a viewer for transports. */
  scopesOf(person: Person, lacks?: readonly string[]): readonly string[];
  stop(): Promise<void>;
}

/** All that a script's token of a member can have. */
const SCRIPT_SCOPES = ['CALENDAR_READ', 'CALENDAR_WRITE', 'BOOKING_READ', 'BOOKING_WRITE', 'CHECK_IN', 'INBOX_READ', 'INBOX_WRITE'];

/** Starts it, over PostgreSQL, and fills it through the public door. */
export async function createWorld(): Promise<World> {
  const metrics = new Registry();
  const convene = await startConveneHere(
    { AUTH_RATE_LIMIT: '100000', ADMIN_EMAIL: 'administrator@example.org', ADMIN_PASSWORD: PASSWORD },
    { metrics },
  );
  const door = openDoor(convene.url);
  const { accounts, tokens, signIn } = await admitPeople(convene, door);
  const scripts = new Map<string, Promise<string>>();
  const world: Omit<World, 'ids'> = {
    convene,
    door,
    metrics,
    accounts,
    signIn,
    async renew(holder) {
      tokens[holder] = (await signIn(holder)).accessToken;
    },
    scopesOf(person, lacks = []) {
      if (person === 'nobody') return [];
      if (person === 'script') return SCRIPT_SCOPES.filter((scope) => !lacks.includes(scope));
      return ['ACCOUNT', ...SCRIPT_SCOPES, ...(person === 'administrator' ? ['ADMIN'] : [])];
    },
    async tokenOf(person, lacks = []) {
      if (person === 'nobody') return null;
      if (person !== 'script') return tokens[person];
      const key = [...lacks].sort().join();
      const made = scripts.get(key) ?? createScriptToken(door, lacks.includes('ADMIN') && lacks.length === 1 ? tokens.administrator : tokens.member, world.scopesOf('script', lacks));
      scripts.set(key, made);
      return made;
    },
    async stop() {
      await door.close();
      await convene.stop();
    },
  };
  try {
    const ids = { ...idsOf(accounts), ...(await furnish(door, tokens)) };
    // So that the member has a script's token to show.
    await world.tokenOf('script', ['CALENDAR_READ']);
    return { ...world, ids };
  } catch (error) {
    await world.stop();
    throw error;
  }
}

const idsOf = (accounts: World['accounts']): Record<string, string> => ({
  member: accounts.member.id,
  memberName: accounts.member.username,
  other: accounts.other.id,
  organizer: accounts.organizer.id,
});

async function createScriptToken(door: Door, owner: string, scopes: readonly string[]): Promise<string> {
  const { createAccessToken } = await door.demand(
    owner,
    'mutation ($scopes: [TokenScope!]!) { createAccessToken(input: { name: "Too narrow", scopes: $scopes }) { secret } }',
    { scopes },
  );
  return createAccessToken.secret as string;
}

/** Registers the people, with addresses verified, and signs them in. */
async function admitPeople(convene: Convene, door: Door) {
  const holders = PEOPLE.filter((person) => person !== 'nobody' && person !== 'script');
  const signIn: World['signIn'] = async (holder) => {
    const { login } = await door.demand(
      null,
      'mutation ($input: LoginInput!) { login(input: $input) { accessToken refreshToken } }',
      { input: { identifier: `${holder}@example.org`, password: PASSWORD } },
    );
    return login as { accessToken: string; refreshToken: string };
  };
  const entries = holders.map(async (holder) => {
    if (holder !== 'administrator') await register(convene, door, holder);
    const { accessToken } = await signIn(holder);
    const { me } = await door.demand(accessToken, '{ me { id username } }');
    return [holder, accessToken, me as { id: string; username: string }] as const;
  });
  const admitted = await Promise.all(entries);
  const tokens = Object.fromEntries(admitted.map(([holder, token]) => [holder, token])) as Record<Holder, string>;
  const accounts = Object.fromEntries(admitted.map(([holder, , account]) => [holder, account])) as World['accounts'];
  await door.demand(tokens.administrator, 'mutation ($id: ID!) { setUserRole(userId: $id, role: ORGANIZER) { id } }', { id: accounts.organizer.id });
  return { tokens, accounts, signIn };
}

async function register({ mailbox }: Convene, door: Door, username: string): Promise<void> {
  const email = `${username}@example.org`;
  await door.demand(null, 'mutation ($input: RegisterInput!) { register(input: $input) { expiresIn } }', {
    input: { username, email, fullName: `The ${username}`, password: PASSWORD },
  });
  const mail = await until('the mail', async () => (await mailbox.list()).find(({ to, text }) => to === email && text.includes('/verify-email')));
  const token = /verify-email\?token=([\w-]+)/.exec(mail.text)?.[1];
  await door.demand(null, 'mutation ($token: String!) { verifyEmail(token: $token) { id } }', { token });
}
