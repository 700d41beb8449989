import type { PortLiteral, Refused } from '../../terms/port-literal';
import type { Opaque } from '../opaque';

/**
 * What the compiler can judge of a CIDR: an address, a slash and a number. What is only known when the program runs stays
 * what it is.
 */
export type CidrLiteral<Text> = Text extends string
  ? string extends Text
    ? Text
    : Text extends `${infer Address}/${infer Length}`
      ? Length extends `${bigint}`
        ? Address extends `${string}:${string}` | `${bigint}.${bigint}.${bigint}.${bigint}`
          ? Text
          : NoCidr<Text>
        : NoCidr<Text>
      : NoCidr<Text>
  : Text;

type NoCidr<Text extends string> = Refused<`${Text} is not a CIDR: write an address and a prefix length, 10.0.0.0/8`>;

/**
 * `Given`, a part of a NetworkPolicy, as far as the compiler can judge it: literal ports and CIDRs, wherever they stand.
 * What is wrong becomes a type that nothing is assignable to.
 */
export type CheckedPolicy<Given> = Given extends Opaque
  ? Given
  : Given extends readonly unknown[]
    ? { readonly [Index in keyof Given]: CheckedPolicy<Given[Index]> }
    : { readonly [Field in keyof Given]: CheckedField<Field, Given[Field]> };

type CheckedField<Field, Value> = Field extends 'containerPort' | 'endPort'
  ? PortLiteral<Value>
  : Field extends 'cidr'
    ? CidrLiteral<Value>
    : Field extends 'except'
      ? { readonly [Index in keyof Value]: CidrLiteral<Value[Index]> }
      : Field extends 'podSelector' | 'namespaceSelector'
        ? Value
        : CheckedPolicy<Value>;
