import type { Place } from './automaton';
import { automatonOf, isCircle } from './automaton';

/** So many are enough to tell that it goes wrong. */
const MAX_STEPS = 1_000_000;

/** How many places a backtracking matcher goes to before it knows whether a text holds a pattern, of which all guards are `$`. */
export function stepsOf(pattern: string, text: string): number {
  const { start, end, guards } = automatonOf(pattern);
  let steps = 0;
  // `passed`: where it was since it last read something.
  const matches = (place: Place, at: number, passed: readonly Place[]): boolean => {
    if (++steps > MAX_STEPS || isCircle(place, passed)) return false;
    if (place === end) return true;
    if (guards.has(place) && at < text.length) return false;
    if (place.reads === undefined) return place.next.some((next) => matches(next, at, [...passed, place]));
    return (
      at < text.length && place.reads.has(text.charCodeAt(at)) && place.next.some((next) => matches(next, at + 1, []))
    );
  };
  matches(start, 0, []);
  return steps;
}
