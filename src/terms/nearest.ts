/**
 * Which of some names was most likely meant by a mistyped one: the closest by edits, if it is close enough that a typo
 * explains the difference (one edit in three letters), or else one that the name begins or ends with, or that begins or
 * ends with the name (`web` and `web-svc`). Undefined if there is none.
 *
 * At most the first `limit` names are looked at, so that a hint never costs more than a fixed effort.
 */
export function nearest(word: string, names: Iterable<string>, limit = 100): string | undefined {
  let best: { readonly name: string; readonly cost: number } | undefined;
  let seen = 0;
  for (const name of names) {
    if (++seen > limit) break;
    const cost = name === word ? undefined : likeness(word, name);
    if (cost !== undefined && cost < (best?.cost ?? Infinity)) best = { name, cost };
  }
  return best?.name;
}

/** How unlike two names are, from 0 up; undefined if neither was meant by the other. */
export function likeness(word: string, name: string): number | undefined {
  const [a, b] = [word.toLowerCase(), name.toLowerCase()];
  const bound = Math.max(1, Math.floor(Math.max(a.length, b.length) / 3));
  const edits = editDistance(a, b, bound);
  if (edits <= bound) return edits;
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  return short.length > 2 && (long.startsWith(`${short}-`) || long.endsWith(`-${short}`)) ? bound + 1 : undefined;
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
