import type { State, Way } from './states';
import { statesOf } from './states';

/**
 * Whether a backtracking matcher may need more than linear time for a pattern: exponential time if one loop can read some
 * text in two ways (`(a|a)*b`), polynomial time if each of two loops, one behind the other, can read it (`a*a*b`). To look
 * for a match at every place is such a loop as well (`a*b`). Undefined if neither is so.
 *
 * It errs on the safe side alone: there need not be a text that brings out what it finds.
 */
export function ambiguityOf(pattern: string): 'exponential' | 'polynomial' | undefined {
  const states = statesOf(pattern);
  const all = new Ways(states, () => true);
  // What failed behind a place where the pattern may end is not tried again: the match is found.
  const failing = new Ways(states, ({ mayEnd }) => !mayEnd);
  const twice = states.some((state) => {
    const ways = failing.around(state);
    const parted = [...state.kinds].flatMap((kind) => pairsOf(ways(state, kind)));
    return parted.some(([left, right]) => leadsTo([left, right], [state, state], [ways, ways]));
  });
  if (twice) return 'exponential';
  const loops = states.filter((state) => all.isLoop(state));
  const later = states.filter((state) => failing.isLoop(state));
  const alike = (p: State, q: State) =>
    leadsTo([p, p, q], [p, q, q], [all.around(p), all.towards(q), failing.around(q)]);
  return later.some((q) => loops.some((p) => p !== q && alike(p, q))) ? 'polynomial' : undefined;
}

/** The states that a matcher may come to from a state, with a character of some kind. */
type Step = (from: State, kind: number) => readonly State[];

/** The ways of an automaton, or some of them. */
class Ways {
  private readonly reached: ReadonlyMap<State, ReadonlySet<State>>;

  constructor(
    states: readonly State[],
    private readonly may: (way: Way) => boolean,
  ) {
    this.reached = new Map(states.map((state) => [state, this.reachedFrom(state)]));
  }

  isLoop(state: State): boolean {
    return this.leads(state, state);
  }

  /** Steps that do not leave the loops through a state. */
  around(state: State): Step {
    return (from, kind) => this.from(from, kind).filter((to) => this.leads(to, state) && this.leads(state, to));
  }

  /** Steps after which a state can still be come to. */
  towards(state: State): Step {
    return (from, kind) => this.from(from, kind).filter((to) => to === state || this.leads(to, state));
  }

  private leads(from: State, to: State): boolean {
    return this.reached.get(from)?.has(to) === true;
  }

  private from({ ways }: State, kind?: number): readonly State[] {
    const isOpen = (way: Way) => this.may(way) && (kind === undefined || way.after.has(kind));
    return ways.filter(isOpen).map(({ to }) => to);
  }

  private reachedFrom(state: State): ReadonlySet<State> {
    const found = new Set(this.from(state));
    for (const each of found) for (const next of this.from(each)) found.add(next);
    return found;
  }
}

function pairsOf<T>(items: readonly T[]): readonly (readonly [T, T])[] {
  return items.flatMap((left, index) => items.slice(index + 1).map((right) => [left, right] as const));
}

/** Whether one text leads from each state to the one of the same number, by the steps of that number. */
function leadsTo(from: readonly State[], to: readonly State[], steps: readonly Step[]): boolean {
  const goal = keyOf(to);
  const seen = new Map([[keyOf(from), from]]);
  for (const [key, states] of seen) {
    if (key === goal) return true;
    for (const kind of kindsOfAll(states)) {
      const choices = states.map((state, index) => steps[index]?.(state, kind) ?? []);
      for (const next of combinations(choices)) seen.set(keyOf(next), next);
    }
  }
  return false;
}

function keyOf(states: readonly State[]): string {
  return states.map(({ id }) => id).join(' ');
}

/** The kinds of characters that all of them read. */
function kindsOfAll([first, ...others]: readonly State[]): readonly number[] {
  return [...(first?.kinds ?? [])].filter((kind) => others.every(({ kinds }) => kinds.has(kind)));
}

function combinations<T>(choices: readonly (readonly T[])[]): readonly (readonly T[])[] {
  return choices.reduce<readonly (readonly T[])[]>(
    (found, choice) => found.flatMap((before) => choice.map((each) => [...before, each])),
    [[]],
  );
}
