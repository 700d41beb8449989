import { isObject } from '../terms/json';
import type { Workload } from './workload';

/** The numbers at the end of the names of a StatefulSet's Pods. */
export interface Ordinals {
  readonly first: number;
  readonly last: number;
}

/** The ordinals of a StatefulSet's Pods; undefined if it has none, or is not a StatefulSet. */
export function ordinalsOf({ ref, manifest: { spec }, replicas }: Workload): Ordinals | undefined {
  if (ref.kind !== 'StatefulSet' || typeof replicas !== 'number' || replicas < 1) return undefined;
  const ordinals = isObject(spec) && isObject(spec.ordinals) ? spec.ordinals : {};
  const first = typeof ordinals.start === 'number' ? ordinals.start : 0;
  return { first, last: first + replicas - 1 };
}

/** A name of a Pod that a StatefulSet could have made: `db-3`. */
export interface NumberedPod {
  readonly set: string;
  readonly ordinal: number;
}

/** Reads a name that ends in a number; undefined for any other. */
export function numberedPod(name: string): NumberedPod | undefined {
  const hyphen = name.lastIndexOf('-');
  const digits = name.slice(hyphen + 1);
  return hyphen > 0 && /^(0|[1-9]\d{0,8})$/.test(digits)
    ? { set: name.slice(0, hyphen), ordinal: Number(digits) }
    : undefined;
}
