import { send } from './graphql.js';
import { element, onSubmit, takeFromAddress, tell } from './page.js';

const code = takeFromAddress('code');
let accessToken = '';
if (!code) {
  element('sign-in').hidden = true;
  tell('bad', 'This link is not whole. Ask for it again.');
}

onSubmit(element('sign-in'), async (values) => {
  element('notice').hidden = true;
  const input = { identifier: values.identifier, password: values.password, ...(values.code ? { code: values.code } : {}) };
  try {
    const { login } = await send('mutation ($input: LoginInput!) { login(input: $input) { accessToken } }', { input });
    accessToken = login.accessToken;
  } catch (error) {
    if (error.code === 'TWO_FACTOR_REQUIRED') element('code-field').hidden = false;
    throw error;
  }
  await showInvite();
});

onSubmit(element('join'), async () => {
  const query = 'mutation ($code: String!) { joinCalendar(code: $code) { name } }';
  const { joinCalendar } = await send(query, { code }, accessToken);
  element('join').hidden = true;
  element('lead').hidden = true;
  tell('good', `Welcome. “${joinCalendar.name}” is now among your calendars.`);
});

async function showInvite() {
  const query = 'query ($code: String!) { calendarInvite(code: $code) { calendarName role invitedBy { fullName } } }';
  const { calendarInvite: invite } = await send(query, { code }, accessToken);
  if (!invite) throw new Error('This invite does not work any more. Ask for a new one.');
  element('calendar').textContent = invite.calendarName;
  element('details').textContent = describe(invite);
  element('sign-in').hidden = true;
  element('join').hidden = false;
  element('lead').textContent = 'You can leave it at any time.';
}

const MAY = {
  OWNER: 'you will own it, too',
  EDITOR: 'you may add and change events',
  VIEWER: 'you will see its events',
  FREE_BUSY: 'you will see when something is on',
};

function describe({ invitedBy, role }) {
  const by = invitedBy?.fullName ? `${invitedBy.fullName} invites you` : 'You are invited';
  return `${by}; ${MAY[role] ?? 'you will see it'}.`;
}
