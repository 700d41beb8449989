/** Whether a value is a day of the calendar, written as `YYYY-MM-DD`. */
export function isDate(value: unknown): value is string {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const date = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value);
}

/** The day that it is, in UTC, as `YYYY-MM-DD`: such texts sort as days do. */
export function today(): string {
  return new Date().toISOString().slice(0, 10);
}
