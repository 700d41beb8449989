import type { JsonObject } from '../../../../src/terms/json';

/** Whether an object is in a list, by the selectors of the query: `a=b,c,!d` over labels, `involvedObject.name=web` over fields. */
export function selectorOf(query: URLSearchParams): (object: JsonObject) => boolean {
  const labels = termsOf(query.get('labelSelector'));
  const fields = termsOf(query.get('fieldSelector'));
  return (object) => {
    const own = (valueAt(object, ['metadata', 'labels']) ?? {}) as JsonObject;
    return (
      labels.every((term) => holds(term, own[term.key])) &&
      fields.every((term) => holds(term, valueAt(object, term.key.split('.'))))
    );
  };
}

interface Term {
  readonly key: string;
  readonly absent: boolean;
  readonly value?: string;
}

function termsOf(selector: string | null): readonly Term[] {
  return (selector ?? '')
    .split(',')
    .filter((term) => term !== '')
    .map((term) => {
      const [key = '', value] = term.replace('!', '').split('=');
      return { key, absent: term.startsWith('!'), ...(value === undefined ? {} : { value }) };
    });
}

function holds({ absent, value }: Term, found: unknown): boolean {
  if (absent) return found === undefined;
  return value === undefined ? found !== undefined : found === value;
}

function valueAt(object: JsonObject, steps: readonly string[]): unknown {
  return steps.reduce<unknown>((at, step) => (at as JsonObject | undefined)?.[step], object);
}
