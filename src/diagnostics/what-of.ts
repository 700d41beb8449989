import type { Diagnostic } from './diagnostic';

type Said = Pick<Diagnostic, 'path' | 'detail'>;

/** What a diagnostic says, with the field that it says it of in front. */
export function whatOf(diagnostic: Said): string {
  const { path, detail } = diagnostic;
  return path === '' || namesItsField(diagnostic) ? detail : `${path}: ${detail}`;
}

/** Whether the sentence has its field in front already, as most warnings of the API server have. */
export function namesItsField({ path, detail }: Said): boolean {
  return path !== '' && detail.startsWith(path) && /^[: ]/.test(detail.slice(path.length));
}
