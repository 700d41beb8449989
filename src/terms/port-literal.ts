/**
 * Port numbers judged by the compiler. A literal that is out of range turns into {@link Refused}, whose text the
 * compiler then prints; a `number` that is only known when the program runs stays what it is.
 */

/** What the compiler shows in place of a literal that cannot be used; nothing is assignable to it. */
export interface Refused<Reason extends string> {
  readonly refused: Reason;
}

/** `N` if it may be a port: an integer from 1 to 65535, or not a literal. Whatever is not a number stays as it is. */
export type PortLiteral<N> = N extends number
  ? IsInRange<N, IsPort<`${N}`>> extends true
    ? N
    : Refused<`${N} is not a port: ports are 1 to 65535`>
  : N;

/** `N` if it may be a node port: an integer from 30000 to 32767 (the default range), or not a literal. */
export type NodePortLiteral<N> = N extends number
  ? IsInRange<N, IsNodePort<`${N}`>> extends true
    ? N
    : Refused<`${N} is not a node port: node ports are 30000 to 32767`>
  : N;

type IsInRange<N extends number, Judged extends boolean> = number extends N ? true : Judged;

type IsPort<Text extends string> = Text extends '0'
  ? false
  : Nines<Text> extends '9' | '99' | '999' | '9999'
    ? true
    : Nines<Text> extends '99999'
      ? AtMost<Text, '65535'>
      : false;

type IsNodePort<Text extends string> =
  Nines<Text> extends '99999' ? (AtMost<'30000', Text> extends true ? AtMost<Text, '32767'> : false) : false;

/** As many nines as the text has digits; `x` in it where there is something else (`-1`, `80.5`, `1e+21`). */
type Nines<Text extends string> = Text extends `${Digit}${infer Rest}` ? `9${Nines<Rest>}` : Text extends '' ? '' : 'x';

/** Whether a number is at most another one with as many digits. */
type AtMost<Text extends string, Bound extends string> = Text extends `${infer First}${infer Rest}`
  ? Bound extends `${infer Limit extends Digit}${infer Others}`
    ? First extends Limit
      ? AtMost<Rest, Others>
      : First extends Smaller[Limit]
        ? true
        : false
    : false
  : true;

type Digit = keyof Smaller;

interface Smaller {
  '0': never;
  '1': '0';
  '2': '0' | '1';
  '3': '0' | '1' | '2';
  '4': '0' | '1' | '2' | '3';
  '5': '0' | '1' | '2' | '3' | '4';
  '6': '0' | '1' | '2' | '3' | '4' | '5';
  '7': '0' | '1' | '2' | '3' | '4' | '5' | '6';
  '8': '0' | '1' | '2' | '3' | '4' | '5' | '6' | '7';
  '9': '0' | '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8';
}
