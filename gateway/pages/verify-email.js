import { send } from './graphql.js';
import { element, onSubmit, takeFromAddress, tell } from './page.js';

const token = takeFromAddress('token');
if (!token) {
  element('form').hidden = true;
  tell('bad', 'This link is not whole. Open it again from the mail.');
}

onSubmit(element('form'), async () => {
  const { verifyEmail } = await send('mutation ($token: String!) { verifyEmail(token: $token) { id } }', { token });
  if (!verifyEmail) throw new Error('This link does not work any more. Ask for a new one.');
  element('form').hidden = true;
  element('lead').hidden = true;
  tell('good', 'Thank you. Your address is confirmed.');
});
