import { goJson, goQuote } from '../../../terms/go-quote';

/** One thing that the API server has against a custom resource that it can read. */
export interface Violation {
  readonly kind:
    | 'Required'
    | 'Invalid'
    | 'NotSupported'
    | 'Forbidden'
    | 'Duplicate'
    | 'TooLong'
    | 'TooMany'
    | 'TypeInvalid';
  readonly path: string;
  /** Whether the API server names no field but `<nil>`: the path is that of its sentence. */
  readonly isUnplaced?: true;
  readonly value?: unknown;
  /** The API server's sentence. */
  readonly detail: string;
}

export function invalid(path: string, value: unknown, detail: string): Violation {
  return { kind: 'Invalid', path, value, detail: `Invalid value: ${shown(value)}: ${detail}` };
}

/** A value as errors of the API server print it. */
export function shown(value: unknown): string {
  return typeof value === 'string' ? goQuote(value) : goJson(value);
}
