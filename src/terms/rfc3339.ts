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

/** What Go's `time.Parse` says of a text that is no RFC 3339 time; undefined if it is one. */
export function rfc3339Error(text: string): string | undefined {
  let rest = text;
  const numbers: number[] = [];
  for (const [pattern, layout] of PARTS) {
    const [part] = pattern.exec(rest) ?? [];
    if (part === undefined) {
      return `parsing time "${text}" as "2006-01-02T15:04:05Z07:00": cannot parse "${rest}" as "${layout}"`;
    }
    numbers.push(...(part.match(layout === '05' ? /^\d+/ : /\d+/g) ?? []).map(Number));
    rest = rest.slice(part.length);
  }
  if (rest !== '') return `parsing time "${text}": extra text: "${rest}"`;
  const excess = outOfRange(numbers);
  return excess === undefined ? undefined : `parsing time "${text}": ${excess} out of range`;
}

function outOfRange(numbers: readonly number[]): string | undefined {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, zoneHour = 0, zoneMinute = 0] = numbers;
  if (month < 1 || month > 12) return 'month';
  if (day < 1 || day > new Date(Date.UTC(year, month, 0)).getUTCDate()) return 'day';
  if (hour > 23) return 'hour';
  if (minute > 59) return 'minute';
  if (second > 59) return 'second';
  // Go lets 24 hours and 60 minutes pass.
  if (zoneHour > 24) return 'time zone offset hour';
  return zoneMinute > 60 ? 'time zone offset minute' : undefined;
}
