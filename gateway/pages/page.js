/**
 * The element of an id.
 * @param {string} id
 * @returns {any}
 */
export const element = (id) => document.getElementById(id);

/**
 * Takes a secret out of the page's address, so that it stays in no history and is on no screen.
 * @param {string} name
 * @returns {string}
 */
export function takeFromAddress(name) {
  const value = new URLSearchParams(location.search).get(name) ?? '';
  history.replaceState(null, '', location.pathname);
  return value;
}

/**
 * Says how it went.
 * @param {'good' | 'bad'} kind
 * @param {string} text
 */
export function tell(kind, text) {
  const notice = element('notice');
  notice.className = `notice ${kind}`;
  notice.textContent = text;
  notice.hidden = false;
}

/**
 * Runs `work` when the form is sent, with its button out of use meanwhile; faults are told.
 * @param {HTMLFormElement} form
 * @param {(values: Record<string, string>) => Promise<void>} work
 */
export function onSubmit(form, work) {
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const button = /** @type {HTMLButtonElement} */ (form.querySelector('button'));
    button.disabled = true;
    try {
      await work(Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, String(value)])));
    } catch (error) {
      tell('bad', error instanceof Error ? error.message : String(error));
    } finally {
      button.disabled = false;
    }
  });
}
