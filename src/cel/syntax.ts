/** A CEL expression (https://github.com/google/cel-spec) as a tree. */
export type Expression =
  | { readonly kind: 'literal'; readonly value: boolean | string | number | bigint | Uint8Array | null | Unsigned }
  | { readonly kind: 'identifier'; readonly name: string }
  | { readonly kind: 'select'; readonly of: Expression; readonly field: string; readonly optional: boolean }
  | { readonly kind: 'index'; readonly of: Expression; readonly key: Expression; readonly optional: boolean }
  | {
      readonly kind: 'call';
      readonly name: string;
      readonly target?: Expression;
      readonly args: readonly Expression[];
    }
  | { readonly kind: 'operator'; readonly operator: string; readonly operands: readonly Expression[] }
  | { readonly kind: 'list'; readonly items: readonly Item[] }
  | { readonly kind: 'map'; readonly entries: readonly Entry[] };

/** `?` before an item or an entry leaves it out where its optional value is none. */
export interface Item {
  readonly value: Expression;
  readonly optional: boolean;
}

export interface Entry extends Item {
  readonly key: Expression;
}

/** An integer of 64 bits without a sign, which is another type than one with a sign. */
export class Unsigned {
  constructor(readonly value: bigint) {}
}

/** A text that is not an expression. */
export class CelSyntaxError extends Error {
  override readonly name = 'CelSyntaxError';
}
