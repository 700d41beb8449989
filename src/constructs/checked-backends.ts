import type { PortLiteral, Refused } from '../terms/port-literal';
import type { ServicePortRef } from './service';

/**
 * `Given`, a part of an Ingress, as far as the compiler can judge it: ports of backends in range, no fields but those of
 * `Allowed`. What is wrong becomes a type that nothing is assignable to; what is not known to the compiler passes.
 */
export type CheckedBackends<Given, Allowed> = Given extends ServicePortRef | Scalar
  ? Given
  : Given extends readonly unknown[]
    ? { readonly [Index in keyof Given]: CheckedBackends<Given[Index], ElementOf<Allowed>> }
    : { readonly [Field in keyof Given]: CheckedField<Given[Field], Field, Allowed> };

type CheckedField<Value, Field, Allowed> =
  Field extends FieldOf<Allowed>
    ? Field extends 'port'
      ? PortLiteral<Value>
      : CheckedBackends<Value, ValueOf<Allowed, Field>>
    : Refused<`there is no field ${Field & string} here`>;

type Scalar = string | number | boolean | null | undefined;

type ElementOf<List> = List extends readonly (infer Element)[] ? Element : never;

/** The fields of any member of a union. */
type FieldOf<Union> = Union extends unknown ? keyof Union : never;

type ValueOf<Union, Field> = Union extends unknown
  ? Field extends keyof Union
    ? NonNullable<Union[Field]>
    : never
  : never;
