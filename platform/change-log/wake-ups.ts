/** The pub/sub channel that says "look again" at one topic of one subgraph's log. */
export const channelOf = (subgraph: string, topic: string): string => `${subgraph}:${topic}`;

/** In place of a topic: something, anything, awaits the relay. */
export const RELAY_CHANNEL = 'relay';
