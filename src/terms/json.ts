/** A JSON object whose shape nobody has checked. */
export type JsonObject = { readonly [field: string]: unknown };

/** Whether a value is a JSON object (no array, no null). */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `value` if it is a string, else ''. */
export function stringOr(value: unknown, otherwise = ''): string {
  return typeof value === 'string' ? value : otherwise;
}

/** A value without the fields and items that are null; the value itself where there is none. Undefined for null. */
export function withoutNulls(value: unknown): unknown {
  if (value === null) return undefined;
  if (Array.isArray(value)) return mapItems(value, withoutNulls);
  return isObject(value) ? mapFields(value, withoutNulls) : value;
}

/** An object with other values in its fields, without those that become undefined; itself where all stay as they are. */
export function mapFields(object: JsonObject, change: (value: unknown, field: string) => unknown): JsonObject {
  let changed: Record<string, unknown> | undefined;
  for (const field in object) {
    const before = object[field];
    const after = change(before, field);
    if (after === before) continue;
    // In such a copy even a field called `__proto__` is a field.
    changed ??= Object.fromEntries(Object.entries(object));
    if (after === undefined) delete changed[field];
    else changed[field] = after;
  }
  return changed ?? object;
}

/** The same for a list. */
export function mapItems(
  list: readonly unknown[],
  change: (item: unknown, index: number) => unknown,
): readonly unknown[] {
  let changed: unknown[] | undefined;
  for (let index = 0; index < list.length; index++) {
    const before = list[index];
    const after = change(before, index);
    if (after !== before) (changed ??= [...list])[index] = after;
  }
  return changed?.filter((item) => item !== undefined) ?? list;
}
