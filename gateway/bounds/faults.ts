/** Faults of one request that are told: a document, or a long list in its variables, may have one at every place. */
export const MOST_FAULTS = 5;
