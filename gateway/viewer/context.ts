import type { Viewer } from '../../platform/identity/viewer.js';

/** What the viewer subgraph's resolvers have: who asks. */
export interface ViewerContext {
  readonly viewer: Viewer | null;
}
