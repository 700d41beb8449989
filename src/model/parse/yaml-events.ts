import type { Event } from 'js-yaml';
import { parseEvents, YAMLException } from 'js-yaml';
import { MAX_DEPTH, SyntaxProblem } from './syntax-problem';

/** The events of a text. Their offsets are those of `text`, which may have got more indentation than the original. */
export interface YamlEvents {
  readonly events: readonly Event[];
  readonly text: string;
  /** Turns an offset of `text` into one of the original. */
  readonly toOriginal: (offset: number) => number;
}

/** How often the lines of a document are indented before it counts as malformed: each time, it is read anew. */
const MAX_REPAIRS = 200;
/** How many characters may be read anew in all. */
const MAX_REPAIRED_LENGTH = 20_000_000;

/**
 * Reads the events of a text.
 *
 * YAML 1.2 wants the lines of a flow collection or a quoted text to be indented more than what surrounds them; the
 * YAML 1.1 reader of Kubernetes does not, and a `]` below its key is a common sight. Such lines get indented here,
 * which changes nothing that they say.
 */
export function readEvents(given: string): YamlEvents {
  let original = withLineFeeds(given);
  let indentation: Indentation | undefined;
  const toOriginal = (offset: number) => indentation?.toOriginal(offset) ?? offset;
  for (let repairs = 0, text = original; ; repairs++) {
    try {
      return { events: parseEvents(text, { maxDepth: MAX_DEPTH }), text, toOriginal };
    } catch (error) {
      if (!(error instanceof YAMLException)) throw error;
      const offset = error.mark?.position ?? 0;
      const problem = new SyntaxProblem(toOriginal(offset), error.reason);
      const repairable = repairs < MAX_REPAIRS && repairs * text.length < MAX_REPAIRED_LENGTH;
      if (error.reason !== 'deficient indentation' || !repairable) throw problem;
      const untabbed = withoutTabs(original, toOriginal(offset));
      if (untabbed !== original) {
        [original, indentation, text] = [untabbed, undefined, untabbed];
        continue;
      }
      const lines = linesOfFlow(text, offset).map(toOriginal);
      indentation ??= new Indentation(original);
      const indented = indentation.add(lines);
      if (indented === undefined) throw problem;
      text = indented;
    }
  }
}

/** What YAML 1.1 does not let stand in a text at all, not even in a comment. */
// eslint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f\ufffe\uffff]/;

/** YAML 1.1 knows more line breaks than 1.2. All offsets stay. */
function withLineFeeds(text: string): string {
  const control = CONTROL.exec(text);
  if (control !== null) {
    const code = control[0].charCodeAt(0).toString(16).padStart(4, '0').toUpperCase();
    throw new SyntaxProblem(control.index, `the control character U+${code} cannot stand in YAML; remove it`);
  }
  return text.replace(/[\u0085\u2028\u2029]/g, '\n');
}

/** The line up to an offset with spaces in place of the tabs after its indicators. All offsets stay. */
function withoutTabs(text: string, offset: number): string {
  const start = Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1;
  const line = text.slice(start, offset).replace(/(?<=[:?-][ \t]*)\t/g, ' ');
  return text.slice(0, start) + line + text.slice(offset);
}

/** A text and the lines of it that are to be indented more than all the others. */
class Indentation {
  private readonly width: number;
  /** Offsets of the lines, in order. */
  private lines: readonly number[] = [];

  constructor(private readonly original: string) {
    let deepest = 0;
    for (const [spaces] of original.matchAll(/^ +/gm)) deepest = Math.max(deepest, spaces.length);
    this.width = deepest + 1;
  }

  /** The text with these lines indented, too; undefined if they are so already. */
  add(lineStarts: readonly number[]): string | undefined {
    const lines = new Set([...this.lines, ...lineStarts]);
    if (lines.size === this.lines.length) return undefined;
    this.lines = [...lines].sort((one, other) => one - other);
    let text = '';
    let end = 0;
    for (const start of this.lines) {
      text += this.original.slice(end, start) + ' '.repeat(this.width);
      end = start;
    }
    return text + this.original.slice(end);
  }

  /** Where an offset of the indented text was before. */
  toOriginal(offset: number): number {
    let added = 0;
    for (const line of this.lines) {
      if (line + added >= offset) break;
      if (offset < line + added + this.width) return line;
      added += this.width;
    }
    return offset - added;
  }
}

/**
 * The starts of the lines from `offset`, which lies in a flow collection or a quoted text, to the end of it and of
 * all that it lies in.
 */
function linesOfFlow(text: string, offset: number): readonly number[] {
  const first = Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1;
  const end = endOfFlow(text, offset, contextAt(text.slice(0, first).trimEnd()));
  const starts = [first];
  for (const { index, 0: lineBreak } of text.slice(offset, end).matchAll(/\r\n|\n|\r/g)) {
    starts.push(offset + index + lineBreak.length);
  }
  return starts;
}

/** What is still open at the end of a text: a quote, or something in which quotes may stand. */
function contextAt(prefix: string): '"' | "'" | '' {
  try {
    parseEvents(prefix, { maxDepth: MAX_DEPTH });
    return '';
  } catch (error) {
    const reason = error instanceof YAMLException ? error.reason : '';
    if (reason.includes('double quoted')) return '"';
    return reason.includes('single quoted') ? "'" : '';
  }
}

/** A quoted text, a comment, a plain text, or a single character. */
const FLOW_TOKEN =
  /"(?:[^"\\]|\\[^])*"|'(?:[^']|'')*'|#[^\r\n]*|[^\s,[\]{}"'#:](?:[^,[\]{}:\r\n#]|:(?=\S)|(?<=\S)#)*|[^]/y;
/** What follows the end of a collection only within another one: no block goes on with these. */
const STILL_IN_FLOW = /(?:\s|#[^\r\n]*)*[,\]}]/y;

function endOfFlow(text: string, offset: number, quote: '"' | "'" | ''): number {
  let end = quote === '' ? endOfCollection(text, offset) : endOfQuote(text, offset, quote);
  while (matchAt(STILL_IN_FLOW, text, end) > end) end = endOfCollection(text, end);
  return end;
}

/** Where the collection that an offset lies in ends. */
function endOfCollection(text: string, offset: number): number {
  let depth = 1;
  let end = offset;
  while (depth > 0 && end < text.length) {
    const character = text[end] ?? '';
    if (character === '[' || character === '{') depth++;
    if (character === ']' || character === '}') depth--;
    end = matchAt(FLOW_TOKEN, text, end);
  }
  return end;
}

function endOfQuote(text: string, offset: number, quote: '"' | "'"): number {
  return matchAt(quote === '"' ? /(?:[^"\\]|\\[^])*"?/y : /(?:[^']|'')*'?/y, text, offset);
}

/** Where a pattern's match at an offset ends; the offset itself if there is none. */
function matchAt(pattern: RegExp, text: string, offset: number): number {
  pattern.lastIndex = offset;
  return pattern.test(text) ? pattern.lastIndex : offset;
}
