import type { Manifest } from '../../../../src/model/manifest';
import type { CheckOptions } from '../../../../src/rules/check-options';

/** One mistake that people make. */
export interface Mistake {
  readonly title: string;
  readonly faulty: readonly (Faulty & { readonly rule: string })[];
  readonly right: readonly LookAlike[];
}

/** What one rule finds, and what looks like it. */
export interface RuleCases {
  readonly rule: string;
  readonly faulty: readonly Faulty[];
  readonly right: readonly LookAlike[];
}

/** An input with the mistake, and where it is found. */
export interface Faulty {
  readonly title: string;
  readonly input: readonly Manifest[];
  /** `Kind/namespace/name`. */
  readonly at: string;
  readonly path: string;
  readonly options?: CheckOptions;
}

/** An input that looks like the mistake and is right. */
export interface LookAlike {
  readonly title: string;
  /** It cannot be told from the mistake for certain: a warning is right, an error would not be. */
  readonly uncertain?: true;
  readonly input: readonly Manifest[];
  readonly options?: CheckOptions;
}

/** A mistake that these rules share: what looks like it is judged by all of them. */
export function mistake(title: string, ...cases: readonly RuleCases[]): Mistake {
  return {
    title,
    faulty: cases.flatMap(({ rule, faulty }) => faulty.map((one) => ({ ...one, rule }))),
    right: cases.flatMap(({ right }) => right),
  };
}

export function at(
  where: string,
  path: string,
  title: string,
  input: readonly Manifest[],
  options?: CheckOptions,
): Faulty {
  return { title, input, at: where, path, ...(options === undefined ? {} : { options }) };
}
