import { isObject } from '../terms/json';

/** A value without the fields that are null, which are absent to the API server; the value itself where there is none. */
export function withoutNulls<T>(value: T): T {
  if (Array.isArray(value)) {
    const items = value.map((item: unknown) => withoutNulls(item));
    return items.some((item, index) => item !== value[index]) ? (items as T) : value;
  }
  if (!isObject(value)) return value;
  let changed = false;
  const fields: Record<string, unknown> = {};
  for (const [field, item] of Object.entries(value)) {
    const kept = withoutNulls(item);
    if (kept !== item || item === null) changed = true;
    if (item !== null) fields[field] = kept;
  }
  return changed ? (fields as T) : value;
}
