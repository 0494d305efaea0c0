/**
 * The element of an id.
 * @param {string} id
 * @returns {any}
 */
export const element = (id) => document.getElementById(id);
