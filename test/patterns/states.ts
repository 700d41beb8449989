import { CharBase } from 'refa';
import type { Automaton, Place } from './automaton';
import { automatonOf, isCircle } from './automaton';

/** Where a matcher is about to read a character. */
export interface State {
  readonly id: number;
  /** The kinds of characters that it reads; those that no part of the pattern tells apart are of one kind. */
  readonly kinds: ReadonlySet<number>;
  readonly ways: readonly Way[];
}

/** How a matcher comes from one character to the next. */
export interface Way {
  readonly to: State;
  /** The kinds of characters after which the way is open. */
  readonly after: ReadonlySet<number>;
  /** The pattern may end on the way. */
  readonly mayEnd: boolean;
}

/** The states of a matcher for a pattern, with as many ways from one to another as there are. */
export function statesOf(pattern: string): readonly State[] {
  const automaton = automatonOf(pattern);
  const places = placesOf(automaton);
  const base = new CharBase(places.flatMap(({ reads, after }) => [reads ?? [], after ?? []].flat()));
  const states = new Map<Place, State & { ways: readonly Way[] }>();
  for (const [id, place] of places.entries()) {
    if (place.reads !== undefined) states.set(place, { id, kinds: new Set(base.split(place.reads)), ways: [] });
  }
  const ends = endsOf(automaton);
  /** `passed`: where it was since the last character; `before`: of what kinds that may have been. */
  const walk = (place: Place, passed: readonly Place[], before: ReadonlySet<number>): readonly Way[] => {
    if (isCircle(place, passed)) return [];
    const to = states.get(place);
    const way = [...passed, place];
    const wanted = place.after === undefined ? undefined : new Set(base.split(place.after));
    const after = wanted === undefined ? before : new Set([...before].filter((kind) => wanted.has(kind)));
    if (to !== undefined) return [{ to, after, mayEnd: way.some((each) => ends.has(each)) }];
    return place.next.flatMap((next) => walk(next, way, after));
  };
  for (const [{ next }, state] of states) state.ways = next.flatMap((place) => walk(place, [], state.kinds));
  return [...states.values()];
}

function placesOf({ start }: Automaton): readonly Place[] {
  const found = new Set([start]);
  for (const { next } of found) for (const place of next) found.add(place);
  return [...found];
}

/** The places where the pattern is found without anything more to read or to hold. */
function endsOf(automaton: Automaton): ReadonlySet<Place> {
  const { end, guards } = automaton;
  const free = placesOf(automaton).filter((place) => place.reads === undefined && !guards.has(place));
  const ends = new Set([end]);
  const grow = () => free.filter((place) => !ends.has(place) && place.next.some((next) => ends.has(next)));
  for (let more = grow(); more.length > 0; more = grow()) for (const place of more) ends.add(place);
  return ends;
}
