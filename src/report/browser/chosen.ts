import type { PageProbe } from '../page-data';

/** What the panel beside a view tells of. */
export type Chosen =
  | { readonly kind: 'probes'; readonly probes: readonly PageProbe[] }
  | { readonly kind: 'node'; readonly id: string };
