import type { PortLiteral, Refused } from '../../terms/port-literal';
import type { Opaque } from '../opaque';

/**
 * What the compiler can judge of a host name: lower case, no scheme, port, path or underscore, an asterisk only in front. What
 * is only known when the program runs stays what it is.
 */
export type HostnameLiteral<Name> = Name extends string
  ? string extends Name
    ? Name
    : Name extends Lowercase<Name>
      ? Name extends `${string}${Unwanted}${string}` | `${string}.` | `.${string}` | `${string}..${string}` | ''
        ? Refused<`${Name} is not a host name: labels of lower case letters, digits and hyphens, with dots between them`>
        : Name extends `*.${infer Rest}`
          ? Rest extends `${string}*${string}`
            ? Refused<`${Name} is not a host name: an asterisk stands for labels at the beginning, once`>
            : Name
          : Name extends `${string}*${string}`
            ? Refused<`${Name} is not a host name: an asterisk stands for labels at the beginning, as in *.example.com`>
            : Name
      : Refused<`${Name} is not a host name: it has capitals`>
  : Name;

type Unwanted = '/' | ':' | ' ' | '_' | '@' | '?' | '#';

/** A path of a request that the API server takes under `Exact` and `PathPrefix`. */
export type PathLiteral<Path> = Path extends string
  ? string extends Path
    ? Path
    : Path extends `/${string}`
      ? Path extends
          | `${string}//${string}`
          | `${string}/./${string}`
          | `${string}/../${string}`
          | `${string}/.`
          | `${string}/..`
          | `${string}#${string}`
        ? Refused<`${Path} is not a path: it has none of //, /./, /../ and #, and does not end in /. or /..`>
        : Path
      : Refused<`${Path} is not a path: it begins with /`>
  : Path;

/** A share of the sum of weights: an integer from 0 to 1000000. */
export type WeightLiteral<Weight> = Weight extends number
  ? number extends Weight
    ? Weight
    : `${Weight}` extends `-${string}` | `${string}.${string}` | `${string}e${string}`
      ? Refused<`${Weight} is not a weight: weights are 0 to 1000000`>
      : Weight extends 1000000
        ? Weight
        : HasSevenDigits<`${Weight}`> extends true
          ? Refused<`${Weight} is not a weight: weights are 0 to 1000000`>
          : Weight
  : Weight;

type HasSevenDigits<Text extends string> = Tail<Tail<Tail<Tail<Tail<Tail<Text>>>>>> extends '' ? false : true;

/** A text without its first character. */
type Tail<Text extends string> = Text extends `${string}${infer Rest}` ? Rest : '';

/**
 * `Given`, a part of an object of Gateway API, as far as the compiler can judge it: literal ports, host names, paths and
 * weights, wherever they stand. What is wrong becomes a type that nothing is assignable to.
 */
export type Checked<Given> = Given extends Opaque
  ? Given
  : Given extends readonly unknown[]
    ? { readonly [Index in keyof Given]: Checked<Given[Index]> }
    : { readonly [Field in keyof Given]: CheckedField<Field, Given[Field]> };

type CheckedField<Field, Value> = Field extends 'port'
  ? PortLiteral<Value>
  : Field extends 'weight'
    ? WeightLiteral<Value>
    : Field extends 'hostname'
      ? HostnameLiteral<Value>
      : Field extends 'hostnames'
        ? { readonly [Index in keyof Value]: HostnameLiteral<Value[Index]> }
        : Field extends 'path'
          ? CheckedPath<Value>
          : Field extends 'replaceFullPath' | 'replacePrefixMatch' | 'metadata'
            ? Value
            : Checked<Value>;

/** Regular expressions are texts. */
type CheckedPath<Path> = Path extends { readonly type: 'RegularExpression' }
  ? Path
  : Path extends { readonly value: infer Value }
    ? Omit<Path, 'value'> & { readonly value: PathLiteral<Value> }
    : Path;
