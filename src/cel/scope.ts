import type { Expression } from './syntax';

/** The names of variables, and where their values are. */
export class Scope {
  constructor(
    private readonly slots: ReadonlyMap<string, number>,
    /** The next place that is free. */
    readonly next: number = slots.size,
  ) {}

  static of(names: readonly string[]): Scope {
    return new Scope(new Map(names.map((name, index) => [name, index])));
  }

  slotOf(name: string): number | undefined {
    return this.slots.get(name);
  }

  /** The scope within a comprehension, whose variables may hide others. */
  with(names: readonly string[]): Scope {
    const slots = new Map(this.slots);
    names.forEach((name, index) => slots.set(name, this.next + index));
    return new Scope(slots, this.next + names.length);
  }
}

/** The names of types. */
export const TYPES: ReadonlySet<string> = new Set([
  'bool',
  'bytes',
  'double',
  'google.protobuf.Duration',
  'google.protobuf.Timestamp',
  'int',
  'list',
  'map',
  'null_type',
  'optional_type',
  'string',
  'type',
  'uint',
  'net.IP',
  'net.CIDR',
  'kubernetes.Quantity',
  'kubernetes.URL',
]);

/** `format.dns1123Label` as one name, where its beginning is not a variable. */
export function celNameOf(expression: Expression, scope: Scope): string | undefined {
  if (expression.kind === 'identifier')
    return scope.slotOf(expression.name) === undefined ? expression.name : undefined;
  if (expression.kind !== 'select' || expression.optional) return undefined;
  const before = celNameOf(expression.of, scope);
  return before === undefined ? undefined : `${before}.${expression.field}`;
}
