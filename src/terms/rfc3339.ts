/** The parts of Go's `time.RFC3339`, in their order: how each reads, and what the layout calls it. */
const PARTS: readonly (readonly [RegExp, string])[] = [
  [/^\d{4}/, '2006'],
  [/^-/, '-'],
  [/^\d\d/, '01'],
  [/^-/, '-'],
  [/^\d\d/, '02'],
  [/^T/, 'T'],
  [/^\d\d?/, '15'],
  [/^:/, ':'],
  [/^\d\d/, '04'],
  [/^:/, ':'],
  [/^\d\d([.,]\d+)?/, '05'],
  [/^(?:Z|[+-]\d\d:\d\d)/, 'Z07:00'],
];

/** What Go's `time.Parse` says of a text that is not a time of RFC 3339; undefined if it is one. */
export function rfc3339Error(text: string): string | undefined {
  let rest = text;
  const numbers: number[] = [];
  for (const [pattern, layout] of PARTS) {
    const [part] = pattern.exec(rest) ?? [];
    if (part === undefined) {
      return `parsing time "${text}" as "2006-01-02T15:04:05Z07:00": cannot parse "${rest}" as "${layout}"`;
    }
    for (const digits of part.match(layout === '05' ? /^\d+/ : /\d+/g) ?? []) numbers.push(Number(digits));
    rest = rest.slice(part.length);
    // Told at once, whatever follows; only for the day, year and month have to be known, and the text to be read.
    const excess = outOfRange(layout, numbers);
    if (excess !== undefined) return `parsing time "${text}": ${excess} out of range`;
  }
  if (rest !== '') return `parsing time "${text}": extra text: "${rest}"`;
  const [year = 0, month = 0, day = 0] = numbers;
  const days = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return day < 1 || day > days ? `parsing time "${text}": day out of range` : undefined;
}

/** What the part that was read last exceeds. */
function outOfRange(layout: string, numbers: readonly number[]): string | undefined {
  const last = numbers.at(-1) ?? 0;
  switch (layout) {
    case '01':
      return last < 1 || last > 12 ? 'month' : undefined;
    case '15':
      return last > 23 ? 'hour' : undefined;
    case '04':
      return last > 59 ? 'minute' : undefined;
    case '05':
      return last > 59 ? 'second' : undefined;
    default: {
      const [zoneHour = 0, zoneMinute = 0] = numbers.slice(6);
      // Go lets 24 hours and 60 minutes pass.
      if (zoneHour > 24) return 'time zone offset hour';
      return zoneMinute > 60 ? 'time zone offset minute' : undefined;
    }
  }
}
