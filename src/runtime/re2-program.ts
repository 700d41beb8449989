import { compiledRe2 } from './re2-pattern';

/** The automaton of a pattern, as RE2 has compiled it. */
export interface Re2Program {
  readonly start: number;
  readonly instructions: readonly {
    /** `begin` and `end` of the text; other conditions are for {@link Re2Program.takes} to judge. */
    readonly op: 'either' | 'skip' | 'begin' | 'end' | 'character' | 'match' | 'fail';
    /** What comes next, and the other way of `either`. */
    readonly out: number;
    readonly arg: number;
    /** Whether it is one for this character. */
    readonly takes: (character: string) => boolean;
  }[];
  /** Whether the pattern takes a text as a whole. */
  readonly takes: (text: string) => boolean;
}

/** Undefined for what RE2 refuses. */
export function re2Program(source: string): Re2Program | undefined {
  const compiled = compiledRe2(source);
  if (typeof compiled === 'string') return undefined;
  // The library types its program loosely; these fields are those of RE2's own (regexp/syntax/prog.go).
  const { inst, start } = (compiled.re2Input as unknown as { readonly prog: LooseProgram }).prog;
  return {
    start,
    takes: (text) => compiled.matches(text),
    instructions: inst.map((each) => ({
      op: OPS[each.op] === 'condition' ? conditionOf(each.arg) : ((OPS[each.op] ?? 'fail') as 'fail'),
      out: each.out,
      arg: each.arg,
      takes: (character) => each.op >= 10 || each.matchRune(character.codePointAt(0) ?? 0),
    })),
  };
}

interface LooseProgram {
  readonly start: number;
  readonly inst: readonly {
    readonly op: number;
    readonly out: number;
    readonly arg: number;
    readonly matchRune: (rune: number) => boolean;
  }[];
}

/** The operations by their numbers: from 10 on any character is taken. */
const OPS: readonly (Re2Program['instructions'][number]['op'] | 'condition' | undefined)[] = [
  ...([undefined, 'either', 'either', 'skip', 'condition', 'fail', 'match', 'skip'] as const),
  ...(['character', 'character', 'character', 'character'] as const),
];

const BEGINS = 1 | 4;
const ENDS = 2 | 8;

function conditionOf(bits: number): 'begin' | 'end' | 'skip' {
  if ((bits & BEGINS) !== 0) return 'begin';
  return (bits & ENDS) === 0 ? 'skip' : 'end';
}
