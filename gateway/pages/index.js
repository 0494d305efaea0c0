import { element } from './page.js';

// Where messages are really sent there is no mailbox to look into.
const answer = await fetch('/dev/messages', { method: 'HEAD', headers: { accept: 'text/html' } });
if (!answer.ok) element('mailbox').hidden = true;
