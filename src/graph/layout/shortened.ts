/** A text that takes no more letters than there is room for, shortened in its middle: names differ at both ends. */
export function shortened(text: string, room: number): string {
  if (text.length <= room) return text;
  const kept = Math.max(2, room) - 1;
  const head = Math.ceil(kept / 2);
  return `${text.slice(0, head)}…${text.slice(text.length - (kept - head))}`;
}

/** The beginning of a text, as much as there is room for. */
export function begun(text: string, room: number): string {
  return text.length <= room ? text : `${text.slice(0, Math.max(1, room - 1))}…`;
}
