/** What a pattern for whole texts, `^...$`, says of them: as the API server prints it. */
export function sourceOf(pattern: RegExp): string {
  return pattern.source.slice(1, -1);
}
