/**
 * Which of some names was most likely meant by a mistyped one: the closest by edits, if it is close enough that a typo
 * explains the difference (one edit in three letters), or else one that the name begins or ends with, or that begins or
 * ends with the name (`web` and `web-svc`). Undefined if there is none.
 *
 * At most the first `limit` names are looked at, so that a hint never costs more than a fixed effort.
 */
export function nearest(word: string, names: Iterable<string>, limit = 100, unlike = likeness): string | undefined {
  let best: { readonly name: string; readonly cost: number } | undefined;
  let seen = 0;
  for (const name of names) {
    if (++seen > limit) break;
    const cost = name === word ? undefined : unlike(word, name);
    if (cost !== undefined && cost < (best?.cost ?? Infinity)) best = { name, cost };
  }
  return best?.name;
}

/** How unlike two names are, from 0 up; undefined if neither was meant by the other. */
export function likeness(word: string, name: string): number | undefined {
  const [a, b] = [word.toLowerCase(), name.toLowerCase()];
  const longest = Math.max(a.length, b.length);
  // A letter for another is not a typo.
  const bound = longest < 2 ? 0 : Math.max(1, Math.floor(longest / 3));
  const edits = editDistance(a, b, bound);
  if (edits <= bound) return edits;
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  return short.length > 2 && (long.startsWith(`${short}-`) || long.endsWith(`-${short}`)) ? bound + 1 : undefined;
}

/** Of the names of objects, {@link nearest}. */
export function nearestName(word: string, names: Iterable<string>): string | undefined {
  return nearest(word, names, undefined, nameLikeness);
}

/** Of the names of objects, one that a typo alone explains: neither name is the other with something before or after it. */
export function mistyped(word: string, names: Iterable<string>): string | undefined {
  return nearest(word, names, undefined, typoLikeness);
}

/**
 * How unlike two names of objects are. Of `shop-web` and `shop-db` only `web` and `db` count; where nothing but numbers
 * differ (`web-1` and `web-2`) neither was meant by the other; and `web` is like `web-svc`, but not like `web-exporter`, which
 * is something else beside it.
 */
export function nameLikeness(word: string, name: string): number | undefined {
  const [a, b] = [withoutLast(word, KINDS), withoutLast(name, KINDS)];
  const isSame = a === b || withoutLast(a, AUDIENCES) === b || a === withoutLast(b, AUDIENCES);
  if (isSame) return word === name ? 0 : OTHER_KIND;
  return typoLikeness(a, b);
}

/** More than a slip, and less than another name. */
const OTHER_KIND = 3;

/** A name without such words at its end; a word alone stays. */
function withoutLast(name: string, words: ReadonlySet<string>): string {
  const parts = name.toLowerCase().split('-');
  while (parts.length > 1 && words.has(parts.at(-1) ?? '')) parts.pop();
  return parts.join('-');
}

/** Words that say of what kind an object is. */
const KINDS: ReadonlySet<string> = new Set([
  ...[
    'app',
    'dep',
    'deploy',
    'deployment',
    'ds',
    'daemonset',
    'pod',
    'pods',
    'rc',
    'rs',
    'server',
    'sts',
    'statefulset',
  ],
  ...['clusterip', 'headless', 'hl', 'lb', 'loadbalancer', 'nodeport', 'np', 'service', 'svc'],
]);

/** Words that say whom it is for. */
const AUDIENCES: ReadonlySet<string> = new Set([
  ...['ext', 'external', 'int', 'internal', 'private', 'public'],
  ...['grpc', 'http', 'https', 'tcp', 'udp'],
]);

function typoLikeness(word: string, name: string): number | undefined {
  const [a, b] = differingParts(word.split('-'), name.split('-'));
  const onlyNumbers = a !== b && a.replace(/\d+/g, '') === b.replace(/\d+/g, '');
  return onlyNumbers || extend(a, b) || areOpposites(a, b) ? undefined : likeness(a, b);
}

/** Words that are nearly spelled alike, of which people mean just the one. */
function areOpposites(a: string, b: string): boolean {
  return OPPOSITES.some((pair) => pair.includes(a) && pair.includes(b));
}

const OPPOSITES: readonly (readonly string[])[] = [
  ['internal', 'external'],
  ['http', 'https'],
  ['ro', 'rw'],
];

function extend(a: string, b: string): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  return long.startsWith(`${short}-`) || long.endsWith(`-${short}`);
}

/** Of some numbers, one that a slip of the finger explains: two neighbouring digits swapped, or one too many or too few. */
export function mistypedNumber(number: number, numbers: readonly number[]): number | undefined {
  const digits = String(number);
  return numbers.find((other) => {
    const others = String(other);
    const sameDigits = [...digits].sort().join() === [...others].sort().join();
    return (sameDigits || digits.length !== others.length) && editDistance(digits, others, 1) === 1;
  });
}

/** What is left of two names without the parts that both begin and end with. */
function differingParts(a: readonly string[], b: readonly string[]): readonly [string, string] {
  const most = Math.min(a.length, b.length) - 1;
  let head = 0;
  while (head < most && a[head] === b[head]) head++;
  let tail = 0;
  while (tail < most - head && a.at(-1 - tail) === b.at(-1 - tail)) tail++;
  return [a.slice(head, a.length - tail).join('-'), b.slice(head, b.length - tail).join('-')];
}

/** Insertions, deletions, substitutions and swaps of neighbours from one word to another; `bound + 1` if it takes more. */
export function editDistance(a: string, b: string, bound = Infinity): number {
  if (Math.abs(a.length - b.length) > bound) return bound + 1;
  let before = new Uint16Array(b.length + 1);
  let last = Uint16Array.from({ length: b.length + 1 }, (_, index) => index);
  let row = new Uint16Array(b.length + 1);
  for (let i = 1; i <= a.length; i++) {
    let least = (row[0] = i);
    for (let j = 1; j <= b.length; j++) {
      const [above, left, corner] = [last[j] ?? 0, row[j - 1] ?? 0, last[j - 1] ?? 0];
      let cost = Math.min(above + 1, left + 1, corner + (a[i - 1] === b[j - 1] ? 0 : 1));
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
      row[j] = cost;
      least = Math.min(least, cost);
    }
    if (least > bound) return bound + 1;
    [before, last, row] = [last, row, before];
  }
  return Math.min(last[b.length] ?? 0, bound + 1);
}
