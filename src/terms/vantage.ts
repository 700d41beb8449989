/** Where a client stands: inside a Pod (`namespace/name`), in a process on a node, or outside the cluster. */
export type Vantage = { readonly pod: string } | { readonly node: string } | { readonly outside: true };

/** `pod shop/web-1`, `node worker`, `outside`: how a vantage point is called. */
export function describeVantage(from: Vantage): string {
  if ('pod' in from) return `pod ${from.pod}`;
  return 'node' in from ? `node ${from.node}` : 'outside';
}
