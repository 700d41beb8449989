import { charactersOf, isBlank, isBlankOrEnd, isBreakOrEnd, WORD } from './characters';
import type { TextCursor } from './text-cursor';
import type { Token } from './token';

const IN_TAG = charactersOf(/[\w;/?:@&=+$,.!~*'()[\]-]/);

/** `!`, `!name`, `!handle!name` or `!<name>`. */
export function scanTag(cursor: TextCursor): Token {
  const start = cursor.at;
  const token = cursor.text[start + 1] === '<' ? verbatim(cursor) : shorthand(cursor);
  if (!isBlankOrEnd(cursor.code())) {
    throw cursor.problem(
      `'${cursor.text.slice(start, cursor.at + 1)}' is not a tag; if this is text, put quotes around it`,
      start,
    );
  }
  return { ...token, start };
}

function verbatim(cursor: TextCursor): Token {
  const start = cursor.at;
  cursor.skip(2);
  const suffix = scanName(cursor, '');
  if (cursor.character !== '>') throw cursor.problem("a tag that begins with '!<' ends with '>'", start);
  cursor.skip();
  return { type: 'tag', start, value: '', suffix };
}

function shorthand(cursor: TextCursor): Token {
  const start = cursor.at;
  const handle = scanHandle(cursor);
  if (handle.length > 1 && handle.endsWith('!')) {
    return { type: 'tag', start, value: handle, suffix: scanName(cursor, '') };
  }
  const suffix = scanName(cursor, handle);
  return suffix === '' ? { type: 'tag', start, value: '', suffix: '!' } : { type: 'tag', start, value: '!', suffix };
}

/** `!`, `!!` or `!word!`; `!word` is the begin of a name. */
function scanHandle(cursor: TextCursor): string {
  if (cursor.character !== '!') throw cursor.problem("a tag begins with '!'");
  const start = cursor.at;
  cursor.skip();
  cursor.readWhile(WORD);
  if (cursor.character === '!') cursor.skip();
  return cursor.text.slice(start, cursor.at);
}

/** What a tag is called, behind what was read of it. */
function scanName(cursor: TextCursor, head: string): string {
  const start = cursor.at;
  let name = head.slice(1);
  for (;;) {
    name += cursor.readWhile(IN_TAG);
    if (cursor.character !== '%') break;
    name += scanOctets(cursor);
  }
  if (head === '' && cursor.at === start) throw cursor.problem('a tag has no name here');
  return name;
}

/** A character as octets of UTF-8: `%C3%A9`. */
function scanOctets(cursor: TextCursor): string {
  const [octets = ''] = /^(?:%[\da-fA-F]{2}){0,4}/.exec(cursor.text.slice(cursor.at, cursor.at + 3 * 4)) ?? [];
  const bytes = Buffer.from(octets.replaceAll('%', ''), 'hex');
  const first = bytes[0] ?? 0x80;
  const length = first < 0x80 ? 1 : first < 0xc0 || first >= 0xf8 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
  const character = bytes.subarray(0, length);
  if (length === 0 || character.length < length || character.subarray(1).some((octet) => octet >> 6 !== 0b10)) {
    throw cursor.problem("'%' in a tag is followed by the octets of a character");
  }
  cursor.skip(3 * length);
  return character.toString();
}

/** `%YAML 1.1` or `%TAG !handle! prefix`, up to the end of the line. */
export function scanDirective(cursor: TextCursor): Token {
  const start = cursor.at;
  cursor.skip();
  const name = cursor.readWhile(WORD);
  if (!isBlankOrEnd(cursor.code()) || (name !== 'YAML' && name !== 'TAG')) {
    throw cursor.problem("a line that begins with '%' is a directive, of which there are %YAML and %TAG", start);
  }
  cursor.skipBlanks();
  const token = name === 'YAML' ? scanVersion(cursor, start) : scanTagDirective(cursor, start);
  cursor.skipBlanks();
  cursor.skipComment();
  if (!isBreakOrEnd(cursor.code())) throw cursor.problem('a line break is expected after a directive');
  cursor.readBreak();
  return token;
}

function scanVersion(cursor: TextCursor, start: number): Token {
  const [version] = /^\d{1,2}\.\d{1,2}(?!\d)/.exec(cursor.text.slice(cursor.at, cursor.at + 6)) ?? [];
  if (version === undefined) throw cursor.problem('%YAML is followed by a version: 1.1');
  cursor.skip(version.length);
  return { type: 'version-directive', start, value: version };
}

function scanTagDirective(cursor: TextCursor, start: number): Token {
  const handle = scanHandle(cursor);
  if ((handle !== '!' && !handle.endsWith('!')) || !isBlank(cursor.code())) {
    throw cursor.problem('%TAG is followed by a handle: !e!', start);
  }
  cursor.skipBlanks();
  const prefix = scanName(cursor, '');
  if (!isBlankOrEnd(cursor.code())) throw cursor.problem('%TAG has a handle and a prefix, and nothing else', start);
  return { type: 'tag-directive', start, value: handle, suffix: prefix };
}
