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
  /** The pattern may end on the way. */
  readonly mayEnd: boolean;
}

/** The states of a matcher for a pattern, with as many ways from one to another as there are. */
export function statesOf(pattern: string): readonly State[] {
  const automaton = automatonOf(pattern);
  const reading = placesOf(automaton).flatMap((place) => (place.reads === undefined ? [] : [{ ...place, place }]));
  const base = new CharBase(reading.flatMap(({ reads }) => reads ?? []));
  const states = new Map<Place, State & { ways: readonly Way[] }>();
  for (const [id, { place, reads }] of reading.entries()) {
    if (reads !== undefined) states.set(place, { id, kinds: new Set(base.split(reads)), ways: [] });
  }
  const ends = endsOf(automaton);
  const walk = (place: Place, passed: readonly Place[]): readonly Way[] => {
    if (isCircle(place, passed)) return [];
    const to = states.get(place);
    const way = [...passed, place];
    if (to !== undefined) return [{ to, mayEnd: way.some((each) => ends.has(each)) }];
    return place.next.flatMap((next) => walk(next, way));
  };
  for (const [{ next }, state] of states) state.ways = next.flatMap((place) => walk(place, []));
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
