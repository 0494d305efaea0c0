// Media queries, for `useMedia`.

/** Where there is room for something beside the page's main thing. */
export const WIDE = '(min-width: 1024px)';

/** A phone's width. */
export const NARROW = '(max-width: 639px)';
