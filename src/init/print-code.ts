import { isObject } from '../terms/json';

/** Code that stands for itself among data. */
export class Code {
  constructor(readonly text: string) {}
}

/** Data as TypeScript, laid out as Prettier lays it out with a width of 120 and single quotes. */
export function printCode(value: unknown, indent = ''): string {
  const line = printLine(value);
  if (indent.length + line.length <= WIDTH || !(Array.isArray(value) || isPlain(value))) return line;
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    const items = value.map((item) => `${inner}${printCode(item, inner)},\n`);
    return `[\n${items.join('')}${indent}]`;
  }
  const fields = Object.entries(value).map(
    ([name, field]) => `${inner}${printKey(name)}: ${printCode(field, inner)},\n`,
  );
  return `{\n${fields.join('')}${indent}}`;
}

const WIDTH = 100;

function printLine(value: unknown): string {
  if (value instanceof Code) return value.text;
  if (typeof value === 'string') return printText(value);
  if (Array.isArray(value)) return `[${value.map(printLine).join(', ')}]`;
  if (!isPlain(value)) return JSON.stringify(value);
  const fields = Object.entries(value).map(([name, field]) => `${printKey(name)}: ${printLine(field)}`);
  return fields.length === 0 ? '{}' : `{ ${fields.join(', ')} }`;
}

function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  return isObject(value) && !(value instanceof Code);
}

function printKey(name: string): string {
  // In a literal, __proto__ is not a field.
  if (name === '__proto__') return "['__proto__']";
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : printText(name);
}

function printText(text: string): string {
  if (text.includes("'") && !text.includes('"')) return JSON.stringify(text);
  const escaped = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'");
  return `'${escaped}'`;
}
