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

/**
 * Reads the events of a text.
 *
 * YAML 1.2 wants the lines of a flow collection or a quoted text to be indented more than what surrounds them; the
 * YAML 1.1 reader of Kubernetes does not, and a `]` below its key is a common sight. Such lines get indented here,
 * which changes nothing that they say.
 */
export function readEvents(original: string): YamlEvents {
  let text = original;
  const inserted: Insertion[] = [];
  const toOriginal = (offset: number) => originalOffset(offset, inserted);
  for (let repairs = 0; ; repairs++) {
    try {
      return { events: parseEvents(text, { maxDepth: MAX_DEPTH }), text, toOriginal };
    } catch (error) {
      if (!(error instanceof YAMLException)) throw error;
      const offset = error.mark?.position ?? 0;
      const lines = error.reason === 'deficient indentation' ? linesOfFlow(text, offset) : [];
      if (lines.length === 0 || repairs === MAX_REPAIRS) throw new SyntaxProblem(toOriginal(offset), error.reason);
      text = indent(text, lines, inserted);
    }
  }
}

/** Spaces that were put into a text: `width` of them at the offset `at` of the original. */
interface Insertion {
  readonly at: number;
  readonly width: number;
}

function indent(text: string, lineStarts: readonly number[], inserted: Insertion[]): string {
  const width = 1 + Math.max(...Array.from(text.matchAll(/^ */gm), ([spaces]) => spaces.length));
  const added = lineStarts.map((start) => ({ at: originalOffset(start, inserted), width }));
  let indented = '';
  let end = 0;
  for (const start of lineStarts) {
    indented += text.slice(end, start) + ' '.repeat(width);
    end = start;
  }
  inserted.push(...added);
  inserted.sort((one, other) => one.at - other.at);
  return indented + text.slice(end);
}

function originalOffset(offset: number, inserted: readonly Insertion[]): number {
  let before = 0;
  for (const { at, width } of inserted) {
    if (at + before >= offset) break;
    before += width;
  }
  return Math.max(offset - before, 0);
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
