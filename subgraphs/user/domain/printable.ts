/** Characters that have no business in a name: controls, line separators, and those that turn the writing direction. */
export const UNPRINTABLE = /[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;
