/** A duration of the Gateway API (`1h30m`, `500ms`) in milliseconds; undefined for what is none. */
export function milliseconds(duration: string): number | undefined {
  if (!/^(?:\d{1,5}(?:h|m|s|ms)){1,4}$/.test(duration)) return undefined;
  let sum = 0;
  for (const [, count = '', unit = ''] of duration.matchAll(/(\d{1,5})(h|ms|m|s)/g))
    sum += Number(count) * (UNITS[unit] ?? 0);
  return sum;
}

const UNITS: Readonly<Record<string, number>> = { h: 3_600_000, m: 60_000, s: 1_000, ms: 1 };
