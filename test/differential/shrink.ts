import type { Case, Tree } from './cases';
import { copyOf, placesOf } from './cases';

/** How often a case is tried with something left out. */
const MAX_TRIES = 80;

/** The case without whatever is not needed for it to remain interesting; the last object is the one that is looked at. */
export async function shrunk(sent: Case, interesting: (sent: Case) => Promise<boolean>): Promise<Case> {
  let best = sent;
  let tries = 0;
  for (let at = 0; tries < MAX_TRIES; tries++) {
    const smaller = withoutPart(best, at);
    if (smaller === undefined) return best;
    if (await interesting(smaller)) best = smaller;
    else at++;
  }
  return best;
}

/** The case without its part of that number: first its earlier objects, then every place of each. */
function withoutPart(sent: Case, at: number): Case | undefined {
  if (at < sent.length - 1) return sent.filter((_, index) => index !== at);
  let number = at - (sent.length - 1);
  for (const [index, each] of sent.entries()) {
    const object = copyOf(each.object) as Tree;
    const places = placesOf(object).filter(
      ({ key, holder }) => holder !== object || !['apiVersion', 'kind', 'metadata'].includes(key),
    );
    const place = places[number];
    if (place === undefined) {
      number -= places.length;
      continue;
    }
    if (Array.isArray(place.holder)) place.holder.splice(Number(place.key), 1);
    else delete place.holder[place.key];
    return sent.map((other, position) => (position === index ? { ...other, object } : other));
  }
  return undefined;
}
