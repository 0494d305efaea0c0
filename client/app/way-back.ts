const KEY = 'convene.wayBack';

/** Remembers, in this tab, where somebody wanted to go who has to sign in first. `path` is one of our own. */
export const comeBackTo = (path: string): void => sessionStorage.setItem(KEY, path);

/** Where who has signed in goes on: to where they had wanted to go, else to the calendar. */
export const wayOn = (): string => sessionStorage.getItem(KEY) ?? '/';

/** They have got there. */
export const forgetWay = (): void => sessionStorage.removeItem(KEY);
