/**
 * A text without those of some characters that stand at its end. The pattern `x+$` would try every x of the text as the
 * first one.
 */
export function trimEnd(text: string, characters: string): string {
  let end = text.length;
  while (end > 0 && characters.includes(text.charAt(end - 1))) end--;
  return text.slice(0, end);
}
