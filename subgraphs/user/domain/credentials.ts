const USERNAME = /^(?=.*[A-Za-z0-9])[A-Za-z0-9._-]+$/;
// The HTML standard's pattern for an address, with a domain of two labels or more.
const EMAIL =
  /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?)+$/;

const USERNAME_LENGTH = { least: 2, most: 64 };
const EMAIL_LENGTH = 254;
const PASSWORD_LENGTH = { least: 8, most: 1024 };

/** What is wrong with a username, or null. It never holds an `@`, so that at login it is told from an address. */
export function usernameFault(username: string): string | null {
  const { least, most } = USERNAME_LENGTH;
  if (username.length < least || username.length > most) return `A username has ${String(least)} to ${String(most)} characters.`;
  if (!USERNAME.test(username)) {
    return 'A username has letters and digits, and dots, hyphens and underscores between them.';
  }
  return null;
}

/** What is wrong with an e-mail address, or null. */
export function emailFault(email: string): string | null {
  return email.length <= EMAIL_LENGTH && EMAIL.test(email) ? null : 'This is not an e-mail address.';
}

/** What is wrong with a new password, or null. Characters are counted as Unicode has them, not bytes. */
export function passwordFault(password: string): string | null {
  const { least, most } = PASSWORD_LENGTH;
  const fault = `A password has ${String(least)} to ${most.toLocaleString('en')} characters.`;
  if (password.length > most * 2) return fault;
  const count = [...normalPassword(password)].length;
  return count < least || count > most ? fault : null;
}

/** Whether this could be anybody's password at all; what could not is not worth a hash. */
export const mayBePassword = (password: string): boolean => password.length > 0 && password.length <= PASSWORD_LENGTH.most * 2;

/** The same password typed on another keyboard is the same password (RFC 8265, 4.2: normalised). */
export const normalPassword = (password: string): string => password.normalize('NFKC');
