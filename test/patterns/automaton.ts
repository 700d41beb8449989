import type { Assertion, Concatenation, Element, NoParent, Quantifier } from 'refa';
import { CharSet, JS } from 'refa';

/** A place in a pattern, and where a backtracking matcher goes on from there: one way, and if that fails the next one. */
export interface Place {
  /** What has to be read here; undefined where nothing is read. */
  readonly reads: CharSet | undefined;
  /** What has to have been read last, or nothing at all; undefined where that does not matter. */
  readonly after?: CharSet;
  readonly next: readonly Place[];
}

/** A pattern as a matcher walks it. */
export interface Automaton {
  readonly start: Place;
  /** The pattern has been found. */
  readonly end: Place;
  /** Places that a condition guards: what comes behind the place may fail although nothing is left to read. */
  readonly guards: ReadonlySet<Place>;
  /** Whether a loop without bound goes round more than a character. */
  readonly hasLongLoop: boolean;
}

type Open = { readonly reads: CharSet | undefined; next: readonly Place[] };

/** Repetitions are written out: more than these do not belong into a pattern. */
const MAX_COPIES = 100;

/**
 * What a backtracking matcher may do with a pattern that it looks for everywhere in a text, or at one place if the pattern
 * is sticky. Conditions (`$`, look-ahead) may hold anywhere, except for those on the last character: `^`, `^` of
 * each line, `(?<!x)`.
 *
 * @throws Error for back-references, and for look-behind without a bound
 */
export function automatonOf(pattern: string): Automaton {
  const parser = JS.Parser.fromLiteral(pattern);
  const { expression, maxCharacter } = parser.parse({ backreferences: 'throw' });
  const end: Place = { reads: undefined, next: [] };
  const builder = new Builder(true);
  const first = builder.any(expression.alternatives, end);
  const { guards, hasLongLoop } = builder;
  if (parser.flags.sticky) return { start: first, end, guards, hasLongLoop };
  const later = new Builder(false, guards).any(expression.alternatives, end);
  const anywhere: Open = { reads: CharSet.all(maxCharacter), next: [] };
  anywhere.next = [later, anywhere];
  return { start: split(first, anywhere), end, guards, hasLongLoop };
}

function split(...next: readonly Place[]): Place {
  return { reads: undefined, next };
}

/**
 * Whether a matcher that went through some places without reading anything turns back here. A loop ends when it read
 * nothing; an inner one may be entered anew after that.
 */
export function isCircle(place: Place, passed: readonly Place[]): boolean {
  return passed.indexOf(place) !== passed.lastIndexOf(place);
}

/** Builds a pattern from its end: `next` is what comes behind. */
class Builder {
  hasLongLoop = false;

  /** @param atStart whether `^` holds */
  constructor(
    private readonly atStart: boolean,
    readonly guards = new Set<Place>(),
  ) {}

  any(alternatives: readonly NoParent<Concatenation>[], next: Place): Place {
    return split(
      ...alternatives.map(({ elements }) =>
        elements.reduceRight<Place>((after, each) => this.element(each, after), next),
      ),
    );
  }

  private element(element: NoParent<Element>, next: Place): Place {
    switch (element.type) {
      case 'CharacterClass':
        return { reads: element.characters, next: [next] };
      case 'Alternation':
        return this.any(element.alternatives, next);
      case 'Quantifier':
        return this.repeated(element, next);
      case 'Assertion':
        return this.condition(element, next);
      case 'Unknown':
        throw new Error(`${element.id} is not looked into`);
    }
  }

  private repeated({ alternatives, min, max }: NoParent<Quantifier>, next: Place): Place {
    const copies = max === Infinity ? min : max;
    if (copies > MAX_COPIES) throw new Error(`{${min},${max}} repeats more than ${MAX_COPIES} times`);
    let place = next;
    if (max === Infinity) {
      if (!isCharacter(alternatives)) this.hasLongLoop = true;
      const loop: Open = { reads: undefined, next: [] };
      loop.next = [this.any(alternatives, loop), next];
      place = loop;
    }
    for (let copy = copies; copy > 0; copy--) {
      const once = this.any(alternatives, place);
      place = copy > min ? split(once, next) : once;
    }
    return place;
  }

  private condition(assertion: NoParent<Assertion>, next: Place): Place {
    if (assertion.kind === 'behind') {
      if (!this.atStart && isStart(assertion)) return split();
      if (assertion.alternatives.some(({ elements }) => elements.some(({ type }) => type !== 'CharacterClass'))) {
        throw new Error('looks behind further than one can see');
      }
    }
    const body = assertion.kind === 'ahead' ? [this.any(assertion.alternatives, split())] : [];
    const guard = { ...split(...body, next), ...afterOf(assertion) };
    this.guards.add(guard);
    return guard;
  }
}

function isCharacter([first, ...others]: readonly NoParent<Concatenation>[]): boolean {
  return others.length === 0 && first?.elements.length === 1 && first.elements[0]?.type === 'CharacterClass';
}

function afterOf({ kind, negate, alternatives: [first, ...others] }: NoParent<Assertion>): Pick<Place, 'after'> {
  const [only, ...more] = first?.elements ?? [];
  const isPlain = kind === 'behind' && negate && others.length === 0 && more.length === 0;
  return isPlain && only?.type === 'CharacterClass' ? { after: only.characters.negate() } : {};
}

/** `^` is the absence of any character before. */
function isStart({ negate, alternatives }: NoParent<Assertion>): boolean {
  const [only] = alternatives[0]?.elements ?? [];
  return negate && only?.type === 'CharacterClass' && only.characters.isAll;
}
