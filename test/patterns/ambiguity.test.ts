import * as fc from 'fast-check';
import { ambiguityOf } from './ambiguity';
import { stepsOf } from './steps';

describe('a pattern that may take more than linear time', () => {
  it.each(['^(?:a|a)*b', '^(?:a*)*b', '(?:a|aa|a+)+b', '^(?:[ab]{2,4})*c', '^(?:a|b?a)+$', '^(?:a+){2,}$'])(
    '/%s/ takes exponential time',
    (pattern) => {
      expect(ambiguityOf(`/${pattern}/`)).toBe('exponential');
    },
  );

  it.each([
    'a*b',
    'a+$',
    '^a*a*b',
    '^a*[ab]*c',
    '^\\s*(?:x)?\\s*$',
    '\\$\\(([^)]*)\\)',
    '^(?:a*b|a)*',
    '^([A-Z_]*?)_PORT(?:_[A-Z_]+)?$',
    '^a*(?=a*b)',
  ])('/%s/ takes polynomial time', (pattern) => {
    expect(ambiguityOf(`/${pattern}/`)).toBe('polynomial');
  });

  it.each(['^a*b', 'a+', 'a*', '^a*b?a*', 'x[^x]*y', '^(?:a|b)*c', '^[a-z]([-a-z0-9]*[a-z0-9])?$', '^0*([1-9]\\d*)$'])(
    '/%s/ does not',
    (pattern) => {
      expect(ambiguityOf(`/${pattern}/`)).toBeUndefined();
    },
  );

  it('is looked for at the start of each line if it says so', () => {
    expect(ambiguityOf('/^x(.*)$/m')).toBeUndefined();
    expect(ambiguityOf('/^(\\s*)x/m')).toBe('polynomial');
    expect(ambiguityOf('/(?<!a)a*b/')).toBeUndefined();
    expect(ambiguityOf('/(?<!b)a*b/')).toBe('polynomial');
  });

  it('is looked for at one place if it is sticky', () => {
    expect(ambiguityOf('/a*b/y')).toBeUndefined();
  });

  it('is found, whatever it looks like: of the others, steps grow with the text', () => {
    const { pattern } = fc.letrec<{ pattern: string; part: string }>((tie) => ({
      part: fc.oneof(
        { maxDepth: 3, withCrossShrink: true },
        fc.constantFrom('a', 'b', '[ab]', 'ab', '$'),
        fc
          .tuple(tie('pattern'), fc.constantFrom('*', '+', '?', '{2}', '*?', ''))
          .map(([inner, many]) => `(?:${inner})${many}`),
        fc.tuple(tie('pattern'), tie('pattern')).map(([left, right]) => `(?:${left}|${right})`),
      ),
      pattern: fc.array(tie('part'), { minLength: 1, maxLength: 3 }).map((parts) => parts.join('')),
    }));
    const piece = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 3 });
    const pumped = fc.tuple(piece, piece, piece).map(
      ([start, middle, end]) =>
        (times: number) =>
          start + middle.repeat(times) + end,
    );
    fc.assert(
      fc.property(fc.constantFrom('', '^'), pattern, pumped, (anchor, given, textOf) => {
        const literal = `/${anchor}${given}/`;
        if (ambiguityOf(literal) !== undefined) return;
        const [short, long] = [stepsOf(literal, textOf(20)), stepsOf(literal, textOf(80))];
        expect({ literal, grows: long > 6 * short + 1_000 }).toEqual({ literal, grows: false });
      }),
      { numRuns: 3_000 },
    );
  });
});
