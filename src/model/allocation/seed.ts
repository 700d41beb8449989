/**
 * A number that a text always gives, spread evenly over 32 bits (FNV-1a with a final mix).
 *
 * The API server starts its search for a free address at random. A prediction has to be the same every time, so here
 * the name of the Service takes the place of chance.
 */
export function seedOf(text: string): bigint {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return BigInt((hash ^ (hash >>> 16)) >>> 0);
}
