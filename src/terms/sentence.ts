/** `a`, `a and b`, `a, b and c`; of more than `max` things the first ones and how many are left. */
export function listed(things: readonly string[], max = 5): string {
  const shown = things.length > max ? [...things.slice(0, max), `${things.length - max} more`] : things;
  const last = shown.at(-1) ?? '';
  return shown.length < 2 ? last : `${shown.slice(0, -1).join(', ')} and ${last}`;
}

/** `app: web, tier: front`: labels as one writes them. */
export function labelText(labels: Readonly<Record<string, unknown>>): string {
  return Object.entries(labels)
    .map(([key, value]) => `${key}: ${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(', ');
}

/** `1 probe`, `2 probes`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
