import { send } from './graphql.js';
import { element, onSubmit, takeFromAddress, tell } from './page.js';

const token = takeFromAddress('token');
if (!token) {
  element('form').hidden = true;
  tell('bad', 'This link is not whole. Open it again from the mail.');
}

onSubmit(element('form'), async ({ password, again }) => {
  if (password !== again) throw new Error('The two passwords are not the same.');
  const query = 'mutation ($input: ResetPasswordInput!) { resetPassword(input: $input) { accepted } }';
  const { resetPassword } = await send(query, { input: { token, newPassword: password } });
  if (!resetPassword?.accepted) throw new Error('This link does not work any more. Ask for a new one.');
  element('form').hidden = true;
  element('lead').hidden = true;
  tell('good', 'Your new password counts from now on. Sign in with it.');
});
