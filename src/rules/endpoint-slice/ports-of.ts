import type { Cursor } from '../cursor';

/** More ports than this are refused; the API server then looks at none of them. */
export const MAX_PORTS = 20_000;

/** The ports of a slice that are judged one by one. */
export function portsOf(slice: Cursor): readonly Cursor[] {
  const ports = slice.at('ports').items();
  return ports.length > MAX_PORTS ? [] : ports;
}
