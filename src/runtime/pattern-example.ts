import { re2Program } from './re2-program';

/** Characters that a path holds without an escape, in the order in which they are chosen. */
const PLAIN = 'axyz0123456789bcdefghijklmnopqrstuvwABCDEFGHIJKLMNOPQRSTUVWXYZ-_.~/';

/**
 * A text that a regular expression takes as a whole, one of the shortest: what a client could ask for. Undefined for a pattern
 * beyond RE2, and for one that takes nothing, or no text that is a path. Time is linear in the size of the compiled pattern.
 */
export function patternExample(source: string): string | undefined {
  const program = re2Program(source);
  if (program === undefined) return undefined;
  const { instructions, start, takes } = program;
  const seen = new Set<string>();
  let reached: readonly Reached[] = [{ at: start, text: '', ended: false }];
  // Breadth first: every round is one character longer.
  while (reached.length > 0) {
    const next: Reached[] = [];
    for (const state of closure(reached, seen, instructions)) {
      const { op, out } = instructions[state.at] ?? FAILED;
      if (op === 'match') {
        if (isPath(state.text) && takes(state.text)) return state.text;
      } else if (op === 'character' && !state.ended) {
        const character = chosen(instructions[state.at]);
        if (character !== undefined) next.push({ at: out, text: state.text + character, ended: false });
      }
    }
    reached = next;
  }
  return undefined;
}

/** A place in the program, the text that leads there, and whether the text must end there. */
interface Reached {
  readonly at: number;
  readonly text: string;
  readonly ended: boolean;
}

type Instruction = NonNullable<ReturnType<typeof re2Program>>['instructions'][number];

const FAILED: Instruction = { op: 'fail', out: 0, arg: 0, takes: () => false };

/** Everything that is reached without a further character, once. */
function* closure(
  reached: readonly Reached[],
  seen: Set<string>,
  instructions: readonly Instruction[],
): Generator<Reached> {
  const open = [...reached].reverse();
  for (let state = open.pop(); state !== undefined; state = open.pop()) {
    const key = `${state.at} ${state.ended} ${state.text === ''}`;
    if (seen.has(key)) continue;
    seen.add(key);
    const { op, out, arg } = instructions[state.at] ?? FAILED;
    if (op === 'either') open.push({ ...state, at: arg }, { ...state, at: out });
    else if (op === 'skip') open.push({ ...state, at: out });
    else if (op === 'end') open.push({ ...state, at: out, ended: true });
    else if (op === 'begin') {
      if (state.text === '') open.push({ ...state, at: out });
    } else yield state;
  }
}

function chosen(instruction: Instruction | undefined): string | undefined {
  return [...PLAIN].find((character) => instruction?.takes(character) === true);
}

/** Whether proxies leave a path as it is: no slashes to merge, no dots to resolve. */
function isPath(text: string): boolean {
  return text.startsWith('/') && !/\/\/|\/\.{1,2}(\/|$)/.test(text);
}
