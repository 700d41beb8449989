/** Text that stands in a manifest as it is, where neither JSON nor JavaScript can carry the point: `80.0`, `0x50`, `yes`. */
export class Literal {
  constructor(readonly text: string) {}
}

/** A field that is given twice. */
export class Twice {
  constructor(
    readonly first: unknown,
    readonly second: unknown,
  ) {}
}

/** JSON, and YAML in block style with texts in quotes (`yaml`), without (`plain`), or in flow style (`flow`). */
export type Format = 'json' | 'yaml' | 'plain' | 'flow';

/** The text of an object, which may hold literals. Those of YAML are plain scalars. */
export function textOf(value: unknown, format: Format): string {
  if (format === 'json') return json(value);
  if (format === 'flow') return `${flow(value)}\n`;
  return `${block(value, '', format === 'plain').trimStart()}\n`;
}

function json(value: unknown): string {
  if (value instanceof Literal) return value.text;
  if (Array.isArray(value)) return `[${value.map(json).join(', ')}]`;
  if (isMap(value)) {
    return `{${fieldsOf(value)
      .map(([key, item]) => `${JSON.stringify(key)}: ${json(item)}`)
      .join(', ')}}`;
  }
  return JSON.stringify(value);
}

/** Block style, each entry on a line of its own; collections that are empty have flow style only. */
function block(value: unknown, indent: string, plain: boolean): string {
  if (value instanceof Literal) return ` ${value.text}`;
  if (Array.isArray(value) && value.length > 0) {
    return value.map((item) => `\n${indent}-${block(item, `${indent}  `, plain)}`).join('');
  }
  if (isMap(value)) {
    const fields = fieldsOf(value);
    if (fields.length > 0) {
      return fields.map(([key, item]) => `\n${indent}${keyOf(key)}:${block(item, `${indent}  `, plain)}`).join('');
    }
  }
  return ` ${plain && typeof value === 'string' ? value : json(value)}`;
}

/** Texts stand without quotes, for good or ill. */
function flow(value: unknown): string {
  if (value instanceof Literal) return value.text;
  if (Array.isArray(value)) return `[${value.map(flow).join(', ')}]`;
  if (isMap(value)) {
    return `{${fieldsOf(value)
      .map(([key, item]) => `${keyOf(key)}: ${flow(item)}`)
      .join(', ')}}`;
  }
  return typeof value === 'string' ? value : json(value);
}

function keyOf(key: string): string {
  return /^[a-zA-Z]\w*$/.test(key) ? key : JSON.stringify(key);
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !(value instanceof Literal) && !(value instanceof Twice);
}

function fieldsOf(map: Readonly<Record<string, unknown>>): (readonly [string, unknown])[] {
  return Object.entries(map).flatMap(([key, value]) =>
    value instanceof Twice ? [[key, value.first] as const, [key, value.second] as const] : [[key, value] as const],
  );
}
