import { ownOf } from '../terms/maps';
import type { Evaluate, Frame } from './frame';
import { spend } from './frame';
import type { Scope } from './scope';
import type { Expression } from './syntax';
import { CelSyntaxError } from './syntax';
import type { Value } from './values';
import { CelError, isList, isMap, isStruct, lookUp, noSuchOverload, Optional } from './values';

type Call = Extract<Expression, { readonly kind: 'call' }>;
type Compile = (expression: Expression, scope: Scope) => Evaluate;

/** A call whose arguments are not values but names and expressions: `has(a.b)`, `a.all(x, x > 0)`. */
export function macroOf(call: Call, scope: Scope, compile: Compile): Evaluate | undefined {
  const { name, target, args } = call;
  if (target === undefined) return name === 'has' && args.length === 1 ? hasMacro(args[0], scope, compile) : undefined;
  if ((name === 'optMap' || name === 'optFlatMap') && args.length === 2) {
    return optionalMacro(call, target, scope, compile);
  }
  const macro = ownOf(COMPREHENSIONS, name);
  const names = macro === undefined ? [] : variablesOf(args, macro.twoVariables);
  if (macro === undefined || names.length === 0 || !macro.counts.includes(args.length)) return undefined;
  const inner = scope.with(names);
  const bodies = args.slice(names.length).map((body) => compile(body, inner));
  const range = compile(target, scope);
  const places = names.map((_, index) => scope.next + index);
  return (frame) => macro.run(bodies, roundsOf(range(frame), places, frame, macro.cost), frame);
}

function hasMacro(arg: Expression | undefined, scope: Scope, compile: Compile): Evaluate {
  if (arg?.kind !== 'select') throw new CelSyntaxError('invalid argument to has() macro');
  const of = compile(arg.of, scope);
  const { field } = arg;
  return (frame) => {
    const given = of(frame);
    const value = given instanceof Optional ? given.value : given;
    if (value === undefined) return false;
    if (isStruct(value)) return value.get(field) !== undefined;
    if (isMap(value)) return lookUp(value, field) !== undefined;
    throw noSuchOverload();
  };
}

function optionalMacro({ name, args }: Call, target: Expression, scope: Scope, compile: Compile): Evaluate {
  const names = variablesOf(args, false);
  const [, body] = args;
  if (names.length !== 1 || body === undefined) throw new CelSyntaxError(`${name} takes a name and an expression`);
  const [of, then] = [compile(target, scope), compile(body, scope.with(names))];
  const place = scope.next;
  return (frame) => {
    const given = of(frame);
    if (!(given instanceof Optional)) throw noSuchOverload();
    if (given.value === undefined) return given;
    frame.values[place] = given.value;
    return name === 'optMap' ? new Optional(then(frame)) : then(frame);
  };
}

/** The leading arguments that are names: one, or two for macros that know both. */
function variablesOf(args: readonly Expression[], twoVariables: boolean): readonly string[] {
  const names = args.slice(0, 2).map((arg) => (arg.kind === 'identifier' ? arg.name : undefined));
  const [first, second] = names;
  if (first === undefined) return [];
  return twoVariables && second !== undefined && args.length > 2 ? [first, second] : [first];
}

/** Sets the variables for one round after the other, and gives what the last of them stands for. */
type Rounds = Generator<Value, void>;

function* roundsOf(range: Value, [first = 0, second]: readonly number[], frame: Frame, cost: number): Rounds {
  const { values } = frame;
  if (!isList(range) && !isMap(range)) throw noSuchOverload();
  const entries = isList(range) ? range.map((item, index) => [BigInt(index), item] as const) : range;
  for (const [key, value] of entries) {
    spend(frame, cost);
    const shown = second === undefined && isMap(range) ? key : value;
    values[first] = second === undefined ? shown : key;
    if (second !== undefined) values[second] = value;
    yield second === undefined ? shown : key;
  }
}

interface Comprehension {
  /** How many arguments it may have, names included. */
  readonly counts: readonly number[];
  readonly twoVariables: boolean;
  /** Of each round, beside its body. */
  readonly cost: number;
  run(bodies: readonly Evaluate[], rounds: Rounds, frame: Frame): Value;
}

const ALL: Comprehension = {
  counts: [2, 3],
  twoVariables: true,
  cost: 3,
  run: ([body], rounds, frame) => decide(body, rounds, frame, false),
};
const EXISTS: Comprehension = {
  counts: [2, 3],
  twoVariables: true,
  cost: 3,
  run: ([body], rounds, frame) => decide(body, rounds, frame, true),
};
const EXISTS_ONE: Comprehension = {
  counts: [2, 3],
  twoVariables: true,
  cost: 2,
  run([body], rounds, frame) {
    let count = 0;
    while (rounds.next().done !== true) if (holds(body, frame)) count++;
    return count === 1;
  },
};

const COMPREHENSIONS: Readonly<Record<string, Comprehension>> = {
  all: ALL,
  exists: EXISTS,
  exists_one: EXISTS_ONE,
  existsOne: EXISTS_ONE,
  filter: {
    counts: [2],
    twoVariables: false,
    cost: 2,
    run([body], rounds, frame) {
      const kept: Value[] = [];
      for (const item of rounds) if (holds(body, frame)) kept.push(item);
      return kept;
    },
  },
  map: { counts: [2, 3], twoVariables: false, cost: 2, run: transform },
  transformList: { counts: [3, 4], twoVariables: true, cost: 2, run: transform },
  transformMap: {
    counts: [3, 4],
    twoVariables: true,
    cost: 2,
    run(bodies, rounds, frame) {
      const map = new Map<Value, Value>();
      for (const key of rounds) if (isWanted(bodies, frame)) map.set(key, valueOf(bodies.at(-1), frame));
      return map;
    },
  },
  transformMapEntry: {
    counts: [3, 4],
    twoVariables: true,
    cost: 2,
    run(bodies, rounds, frame) {
      const map = new Map<Value, Value>();
      while (rounds.next().done !== true) {
        const entry = isWanted(bodies, frame) ? valueOf(bodies.at(-1), frame) : new Map<Value, Value>();
        if (!isMap(entry)) throw noSuchOverload();
        for (const [key, value] of entry) {
          if (lookUp(map, key) !== undefined)
            throw new CelError(`insert failed: key ${JSON.stringify(key)} already exists`);
          map.set(key, value);
        }
      }
      return map;
    },
  },
};

/** With two bodies, the first says which items count. */
function transform(bodies: readonly Evaluate[], rounds: Rounds, frame: Frame): Value {
  const list: Value[] = [];
  while (rounds.next().done !== true) if (isWanted(bodies, frame)) list.push(valueOf(bodies.at(-1), frame));
  return list;
}

function isWanted(bodies: readonly Evaluate[], frame: Frame): boolean {
  return bodies.length < 2 || holds(bodies[0], frame);
}

function valueOf(body: Evaluate | undefined, frame: Frame): Value {
  return body?.(frame) ?? null;
}

function holds(body: Evaluate | undefined, frame: Frame): boolean {
  const value = valueOf(body, frame);
  if (typeof value !== 'boolean') throw noSuchOverload();
  return value;
}

/** A round that decides makes up for what is wrong with others. */
function decide(body: Evaluate | undefined, rounds: Rounds, frame: Frame, decisive: boolean): boolean {
  let error: CelError | undefined;
  while (rounds.next().done !== true) {
    try {
      if (holds(body, frame) === decisive) return decisive;
    } catch (caught) {
      if (!(caught instanceof CelError)) throw caught;
      error ??= caught;
    }
  }
  if (error !== undefined) throw error;
  return !decisive;
}
