import fc from 'fast-check';
import { formatter, printable, printableJson } from '../../src/terms/printable';
import { commandsIn, HOSTILE_TEXTS } from './commands-in';

const text = fc.oneof(
  fc.constantFrom(...HOSTILE_TEXTS),
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom(':', '#', '[', 'vso', '\n', '\r', ' ', '\u001b', '\u009b', 'a', '\u2028') }),
);

describe('a printable text', () => {
  test('is one line without a command', () =>
    fc.assert(
      fc.property(text, (given) => {
        const shown = printable(given);
        expect(shown).not.toContain('\n');
        expect(commandsIn(shown)).toEqual([]);
      }),
    ));

  test('is the text itself where that has no command', () =>
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme-ascii' }).filter((given) => commandsIn(given).length === 0),
        (given) => void expect(printable(given)).toBe(given),
      ),
    ));

  test('keeps letters and marks of all scripts, and shows what it leaves out', () => {
    expect(printable('Grüße, 東京, שלום, 👍')).toBe('Grüße, 東京, שלום, 👍');
    expect(printable('a\n\t\u001b[2J\u{e0001}')).toBe('a\\n\\t\\u001b[2J\\udb40\\udc01');
  });
});

describe('a formatter', () => {
  const format = formatter(
    (data: { readonly [key: string]: unknown; readonly list: readonly string[] }, mark: number) =>
      [...Object.keys(data), ...data.list.map((each) => `\u001b[1m${each}\u001b[0m${mark}`)].join('\n'),
  );

  test('has its own line breaks and colours, and none of the data', () =>
    fc.assert(
      fc.property(text, text, (one, other) => {
        const shown = format({ [`key ${one}`]: { deep: other }, list: [one, other] }, 1);
        expect(shown.split('\n')).toHaveLength(4);
        expect(commandsIn(shown.replaceAll(/\u001b\[[01]m/g, ''))).toEqual([]);
      }),
    ));

  test('lets no command start a line, in whatever colour', () => {
    expect(format({ list: ['::error::a'] }, 1)).toContain('\u001b[1m\\u003a:error::a');
  });
});

describe('printable JSON', () => {
  test('means what it is made of', () =>
    fc.assert(
      fc.property(fc.dictionary(text, fc.array(text)), (value) => {
        const printed = printableJson(value);
        expect(commandsIn(printed)).toEqual([]);
        expect(JSON.parse(printed)).toEqual(value);
      }),
    ));
});
