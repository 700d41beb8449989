import * as fc from 'fast-check';
import type { Format } from './manifest-text';

/** A piece of text where no object puts it: `at` is a share of the text, `gone` how many characters it takes away. */
export interface Damage {
  readonly at: number;
  readonly gone: number;
  readonly piece: string;
}

const ANYWHERE = [',', '{', '}', '[', ']', '"', "'", ':', '\\', '/', '#', '-', '.', '0', 'e', '\0', '\v', '\x7f', '\t'];
const IN_JSON = ['//a\n', '/* a */', 'NaN', '-0', '01', '\\u12', '\\ud800', '\\x41', '\u2028', '\u00a0', '\n'];
const IN_YAML = ['\n', ' ', '  ', '- ', ': ', ' #', '&a ', '*a', '!', '!!str ', '|', '>', '? ', '%', '@', '`', '<<: '];

export function damageOf(format: Format): fc.Arbitrary<Damage> {
  const pieces = [
    ...ANYWHERE,
    ...(format === 'json' ? IN_JSON : [...IN_YAML, '\u0085', '\u2028', '\r\n', '\r', '~', '""']),
  ];
  return fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    gone: fc.constantFrom(0, 0, 0, 1, 2),
    piece: fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...pieces) }, { weight: 1, arbitrary: fc.constant('') }),
  });
}

export function damaged(text: string, { at, gone, piece }: Damage): string {
  const offset = Math.floor(at * text.length);
  return text.slice(0, offset) + piece + text.slice(offset + gone);
}
