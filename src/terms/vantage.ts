/**
 * Where a client stands: inside a Pod (`namespace/name`), in a process on a node, or outside the cluster, there with an
 * address of its own or that of `${outsideIP}`.
 */
export type Vantage =
  | { readonly pod: string }
  | { readonly node: string }
  | { readonly outside: true; readonly address?: string };

/** `pod shop/web-1`, `node worker`, `outside`: how a vantage point is called. */
export function describeVantage(from: Vantage): string {
  if ('pod' in from) return `pod ${from.pod}`;
  if ('node' in from) return `node ${from.node}`;
  return from.address === undefined ? 'outside' : `outside ${from.address}`;
}
