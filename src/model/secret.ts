import type { Secret } from './objects';

/** A value of a Secret: plain in `stringData`, which wins, or base64 in `data`. */
export function secretText({ data, stringData }: Secret, key: string): string | undefined {
  const plain: unknown = stringData?.[key];
  const encoded: unknown = data?.[key];
  if (typeof plain === 'string') return plain;
  return typeof encoded === 'string' ? Buffer.from(encoded, 'base64').toString('utf8') : undefined;
}

/** The keys of a Secret. */
export function secretKeys({ data, stringData }: Secret): readonly string[] {
  return Object.keys({ ...data, ...stringData });
}
