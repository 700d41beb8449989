declare const PRINTABLE: unique symbol;

/**
 * Text that may leave the program: whatever was put into it, terminals and logs take it for text and not for commands.
 * Only this file makes it, so that whatever takes nothing else cannot be gone round.
 */
export type Printable = string & { readonly [PRINTABLE]: true };

/** A text on one line, with an escape (`\n`, `\u001b`) in place of each character that is not shown as itself. */
export function printable(text: string): Printable {
  return withoutCommands(escaped(text)) as Printable;
}

/** Numbers and choices, which hold no text of others. */
type Choices = number | boolean | undefined | { readonly [name: string]: number | boolean | undefined };

/**
 * A formatter: turns data that others wrote into text. `layout` gets the data with every string in it escaped, so that line
 * breaks and colours can only be its own; what else it gets is not text. Lists and objects are data, a Map is not.
 */
export function formatter<T, Rest extends readonly Choices[]>(
  layout: (data: T, ...rest: Rest) => string,
): (data: T, ...rest: Rest) => Printable {
  return (data, ...rest) => withoutCommands(layout(escapedIn(data), ...rest)) as Printable;
}

/** A {@link formatter} whose lines are commands to a CI service: `layout` begins each of them. */
export function commandFormatter<T>(layout: (data: T) => string): (data: T) => Printable {
  return (data) => withoutLoggingCommands(layout(escapedIn(data))) as Printable;
}

/** JSON, in which each escape means the character that it stands for. */
export function printableJson(value: unknown): Printable {
  const text = JSON.stringify(value, undefined, 2);
  return withoutCommands(
    text.replaceAll(NOT_SHOWN, (found) => (found === '\n' ? found : unicodeEscape(found))),
  ) as Printable;
}

/**
 * Control characters (C0, DEL, C1), format characters (bidirectional ones among them), line and paragraph separators, lone
 * surrogates, what is shown as nothing, and what is not a character at all.
 */
const NOT_SHOWN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}]/gu;

const SHORT: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** Nearly every text: told ten times as fast as by the properties of its characters. */
const ASCII = /^[ -~]*$/;

function escaped(text: string): string {
  if (ASCII.test(text)) return text;
  return text.replaceAll(NOT_SHOWN, (found) => SHORT[found] ?? unicodeEscape(found));
}

function unicodeEscape(character: string): string {
  return character
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');
}

/** The same data with every string in it escaped, keys included. */
function escapedIn<T>(data: T): T;
function escapedIn(data: unknown): unknown {
  if (typeof data === 'string') return escaped(data);
  if (Array.isArray(data)) return data.map((item: unknown) => escapedIn(item));
  if (typeof data !== 'object' || data === null) return data;
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [escaped(key), escapedIn(value)]));
}

export const COLOR = /\u001b\[[\d;]*m/g;

/** `##[`, `##vso[` and `##teamcity[` anywhere in a line: commands of GitHub Actions, Azure Pipelines and TeamCity. */
const LOGGING_COMMAND = /##(?=\w*\[)/g;

function withoutLoggingCommands(text: string): string {
  return text.replaceAll(LOGGING_COMMAND, '#\\u0023');
}

function withoutCommands(text: string): string {
  return withoutLoggingCommands(text).split('\n').map(withoutWorkflowCommand).join('\n');
}

/** `::` at the start of a line, after white space and colours, is where GitHub Actions looks for its commands. */
function withoutWorkflowCommand(line: string): string {
  const at = line.indexOf('::');
  if (at < 0 || line.slice(0, at).replaceAll(COLOR, '').trim() !== '') return line;
  return `${line.slice(0, at)}\\u003a${line.slice(at + 1)}`;
}
