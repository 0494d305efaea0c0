import { element } from './page.js';

/** Milliseconds between two looks. */
const PAUSE = 1500;

/** @type {{ id: string, channel: string, to: string, subject: string | null, text: string, html: string | null, at: string }[]} */
let messages = [];
let shown = '';
let drawn = '';

async function look() {
  try {
    const response = await fetch('/dev/messages', { headers: { accept: 'application/json' } });
    if (!response.ok) throw new Error(String(response.status));
    ({ messages } = await response.json());
    element('state').className = 'state';
    element('state').textContent = messages.length === 1 ? '1 message' : `${messages.length} messages`;
    draw();
  } catch {
    element('state').className = 'state lost';
    element('state').textContent = 'The server can not be reached';
  }
  setTimeout(look, PAUSE);
}

function draw() {
  const newest = messages[0];
  if (!newest) return;
  if (!messages.some(({ id }) => id === shown)) show(newest.id);
  const state = `${shown} ${newest.id} ${messages.length}`;
  if (state === drawn) return;
  drawn = state;
  element('list').replaceChildren(...messages.map(row));
}

function row(message) {
  const button = document.createElement('button');
  button.type = 'button';
  button.setAttribute('aria-current', String(message.id === shown));
  button.append(
    text('strong', message.subject || message.text),
    meta(text('span', message.to), text('span', new Date(message.at).toLocaleTimeString())),
  );
  button.addEventListener('click', () => {
    show(message.id);
    draw();
  });
  const item = document.createElement('li');
  item.append(button);
  return item;
}

function show(id) {
  const message = messages.find((one) => one.id === id);
  if (!message) return;
  shown = id;
  const header = document.createElement('header');
  const channel = text('span', message.channel);
  channel.className = 'chip';
  const line = text('p', `to ${message.to} · ${new Date(message.at).toLocaleString()} `);
  line.className = 'soft';
  line.append(channel);
  header.append(text('h1', message.subject || 'Without a subject'), line);
  element('message').replaceChildren(header, message.html ? frame(message.html) : text('pre', message.text));
}

/** A mail in a frame of its own, without scripts; its links open beside this page. */
function frame(html) {
  const place = document.createElement('iframe');
  place.title = 'The mail as it looks';
  place.setAttribute('sandbox', 'allow-popups allow-popups-to-escape-sandbox');
  place.srcdoc = `<base target="_blank">${html}`;
  return place;
}

function text(name, content) {
  const made = document.createElement(name);
  made.textContent = content;
  return made;
}

function meta(...parts) {
  const made = document.createElement('span');
  made.className = 'meta';
  made.append(...parts);
  return made;
}

look();
