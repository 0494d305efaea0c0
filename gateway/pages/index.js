import { element } from './page.js';

// Where messages are really sent there is no mailbox to look into, and in production no GraphiQL unless it was asked for.
const doors = { mailbox: '/dev/messages', 'graphql-editor': '/graphiql' };
for (const [id, path] of Object.entries(doors)) {
  const answer = await fetch(path, { method: 'HEAD', headers: { accept: 'text/html' } });
  if (!answer.ok) element(id).hidden = true;
}
