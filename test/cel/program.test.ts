import * as fc from 'fast-check';
import { OutOfBudget } from '../../src/cel/frame';
import { programOf } from '../../src/cel/program';
import { CelSyntaxError } from '../../src/cel/syntax';
import type { Value } from '../../src/cel/values';
import { CelError } from '../../src/cel/values';

const NAMES = ['self', 'oldSelf'];
const evaluate = (source: string, self: Value = null): Value => programOf(source, NAMES).evaluate(self);

/** Each of these holds. */
const TRUE: Readonly<Record<string, readonly string[]>> = {
  'operators as tightly bound as in the grammar': [
    '1 + 2 * 3 == 7',
    '-2 - -3 == 1',
    '7 / 2 == 3 && -7 / 2 == -3 && -7 % 2 == -1',
    'true || false && false',
    '!false == true',
    '1 < 2 == true',
    'false ? 1 == 2 : true ? true : false',
    '2 in [1, 2] && !(3 in [1, 2])',
    "'a' in {'a': 1} && !('b' in {'a': 1})",
    '9223372036854775807 - 1 == 9223372036854775806',
    '-9223372036854775808 < 0',
    '0x10 == 16 && 1u + 2u == 3u && 1e3 == 1000.0 && .5 == 0.5',
  ],
  'numbers of all types in one order, and equal by value': [
    '1 == 1.0',
    '1u == 1',
    '2.5 > 2',
    '1u < 1.5',
    '[1] == [1.0]',
  ],
  'literals of text': [
    `"a\\"b" == 'a"b'`,
    `r'\\d' == '\\\\d'`,
    `'''a'b''' == "a'b"`,
    `r"""^[A-Z]$""" == '^[A-Z]$'`,
    `'\\u00e9\\x41\\101\\n'.size() == 4`,
    `size(b'\\xff\\u00e9') == 3`,
  ],
  'errors that another side makes up for': [
    'true || [][0] == 1',
    '[][0] == 1 || true',
    '!(false && [][0] == 1)',
    '!([][0] == 1 && false)',
    '[1, 0].exists(x, 1 / x == 1)',
    '[0, 1].exists(x, 1 / x == 1)',
    '!([0, 2].all(x, 1 / x == 1))',
  ],
  macros: [
    '[1, 2, 3].all(x, x > 0) && [].all(x, false)',
    '[1, 2].exists_one(x, x == 1) && ![1, 1].exists_one(x, x == 1)',
    '[1, 2, 3].filter(x, x % 2 == 1) == [1, 3]',
    '[1, 2].map(x, x * 2) == [2, 4] && [1, 2].map(x, x > 1, x * 2) == [4]',
    "{'a': 1}.all(k, k == 'a') && {'a': 1}.exists(k, v, v == 1)",
    '[5, 6].all(i, v, v == i + 5)',
    '[1, 2].exists(x, [2, 3].exists(y, x == y))',
    '[1].all(x, [2].all(x, x == 2) && x == 1)',
    "{'a': {'b': 1}}.a.b == 1 && has({'a': 1}.a) && !has({'a': 1}.b)",
    "{'a': 1}.transformMap(k, v, v + 1) == {'a': 2} && [1].transformList(i, v, i + v) == [1]",
  ],
  'optional values': [
    "{'a': 1}[?'a'].hasValue() && !{'a': 1}.?b.hasValue()",
    "{'a': 1}.?b.orValue(2) == 2 && optional.of(1).value() == 1",
    'optional.none().or(optional.of(3)).value() == 3',
    '[?optional.none(), 1] == [1]',
    'optional.of(2).optMap(x, x * 2).value() == 4',
  ],
  'texts, by characters': [
    "'täx'.size() == 3 && size('😀') == 1",
    "'abc'.contains('b') && 'abc'.startsWith('ab') && 'abc'.endsWith('bc')",
    "'a.b.c'.split('.') == ['a', 'b', 'c'] && 'a.b.c'.split('.', 2) == ['a', 'b.c']",
    "'hello'.substring(1, 3) == 'el' && 'hello'.charAt(1) == 'e' && 'hello'.indexOf('l') == 2",
    "'hello'.lastIndexOf('l') == 3 && 'a-b'.replace('-', '_') == 'a_b' && ['a', 'b'].join('-') == 'a-b'",
    "'AbC'.lowerAscii() == 'abc' && ' a '.trim() == 'a'",
    "'%d of %s: %.2f'.format([1, 'two', 0.5]) == '1 of two: 0.50'",
    "'abc123'.matches('[0-9]+') && !'abc'.matches('^[0-9]+$') && 'ABC'.matches('^(?i)abc$')",
    "'a1b22'.find('[0-9]+') == '1' && 'a1b22'.findAll('[0-9]+') == ['1', '22']",
  ],
  'conversions and types': [
    "int('12') == 12 && int(3.9) == 3 && uint(3) == 3u && double(2) == 2.0 && string(1) == '1'",
    "type(1) == int && type('a') == string && type([]) == list && type({}) == map && type(1.0) == double",
    "bool('true') && bytes('é') == b'é' && string(duration('90s')) == '90s'",
  ],
  times: [
    "duration('1h') > duration('59m') && duration('1m30s') == duration('90s') && duration('0.5s') == duration('500ms')",
    "duration('90m').getHours() == 1 && duration('90m').getMinutes() == 90",
    "timestamp('2024-02-29T12:00:00Z').getDate() == 29 && timestamp('2024-02-29T12:00:00Z').getMonth() == 1",
    "timestamp('2024-01-01T01:00:00+01:00') == timestamp('2024-01-01T00:00:00Z')",
    "timestamp('2024-01-02T00:00:00Z') - timestamp('2024-01-01T00:00:00Z') == duration('24h')",
  ],
  'lists and sets': [
    '[1, 2, 3].sum() == 6 && [2, 1].max() == 2 && [2, 1].min() == 1 && [1, 2].isSorted()',
    "['a', 'b'].indexOf('b') == 1 && [1].indexOf(2) == -1",
    'sets.contains([1, 2], [1]) && sets.equivalent([1, 2], [2, 1, 1]) && !sets.intersects([1], [2])',
  ],
  'what Kubernetes adds': [
    "isIP('10.0.0.1') && isIP('::1') && !isIP('10.0.0') && !isIP('a.b')",
    "ip('10.0.0.1').family() == 4 && ip('127.0.0.1').isLoopback() && ip('::1') == ip('0::1')",
    "cidr('10.0.0.0/8').containsIP('10.1.2.3') && cidr('10.0.0.0/8').prefixLength() == 8 && !isCIDR('10.0.0.0')",
    "cidr('10.0.0.0/8').containsCIDR('10.1.0.0/16') && !cidr('10.1.0.0/16').containsCIDR('10.0.0.0/8')",
    "isURL('https://example.com/a') && url('https://example.com:80/a?b=c').getHost() == 'example.com:80'",
    "url('https://example.com:80/a?b=c').getPort() == '80' && url('https://[::1]/').getHostname() == '::1'",
    "quantity('1Gi').isGreaterThan(quantity('1G')) && quantity('1500m').compareTo(quantity('1.5')) == 0",
    "!format.dns1123Subdomain().validate('example.com').hasValue() && format.dns1123Label().validate('a.b').hasValue()",
    "format.named('qualifiedName').value().validate('a/b/c').hasValue() && !format.named('none').hasValue()",
  ],
};

describe.each(Object.entries(TRUE))('CEL has %s', (_, sources) => {
  test.each(sources)('%s', (source) => expect(evaluate(source)).toBe(true));
});

describe('CEL says what is wrong', () => {
  test.each([
    ['{}.a == 1', 'no such key: a'],
    ['[1][1] == 1', 'index out of bounds: 1'],
    ['1 / 0 == 1', 'division by zero'],
    ['9223372036854775807 + 1 == 0', 'integer overflow'],
    ['timestamp(9223372036).getFullYear() == 2262 && timestamp(253402300800).getFullYear() == 1', 'timestamp overflow'],
    ["self + 'a' == 'a'", 'no such overload'],
    ["duration('1S') == duration('1s')", "type conversion error from 'string' to 'google.protobuf.Duration'"],
    ['{}.a == 1 || {}.b == 1', 'no such key: a'],
    ['optional.none().value() == 1', 'optional.none() dereference'],
  ])('%s', (source, message) => {
    expect(() => evaluate(source)).toThrow(new CelError(message));
  });

  test.each(['', 'a', '1 +', '(1', "'a", 'self.', 'foo(1)', 'self.foo()', 'has(1)', '1 2', "'\\q' == 'a'", '`'])(
    '%j cannot be read',
    (source) => expect(() => programOf(source, NAMES)).toThrow(CelSyntaxError),
  );

  test('expressions that nest deeper than those of cel-go cannot be read', () => {
    expect(() => programOf(`${'('.repeat(300)}1${')'.repeat(300)}`, NAMES)).toThrow(CelSyntaxError);
    expect(() => programOf(`1${' + 1'.repeat(5_000)}`, NAMES)).toThrow(CelSyntaxError);
  });

  test('an expression that goes on for too long is stopped, whatever stands beside it', () => {
    const many = Array.from({ length: 200 }, () => 1n);
    const source = 'self.all(a, self.all(b, self.all(c, self.all(d, a + b + c + d > 0)))) || true';
    expect(() => evaluate(source, many)).toThrow(OutOfBudget);
  });

  test.each([
    ['an item for each item', 'self.all(x, x in self)'],
    ['a list for each item', 'self.map(x, self + self).size() > 0'],
    ['each item with each other', 'self.distinct().size() > 0'],
    ['a part of a text at each place', 'self.map(x, "a").join().contains(self.map(x, "a").join() + "b")'],
    ['a text that grows with each step', 'self.map(x, "a").join().replace("", self.map(x, "a").join()).size() > 0'],
    ['lists of lists', '[self.map(x, [x])].map(a, self.all(x, a == self.map(y, [y])))[0]'],
    ['numbers out of nothing', 'self.all(x, lists.range(100000).size() > 0)'],
  ])('what looks at %s is stopped before it takes long', (_, source) => {
    const many = Array.from({ length: 16_000 }, (_each, index) => BigInt(index));
    expect(() => evaluate(source, many)).toThrow(OutOfBudget);
  });

  test('nesting and rows together make no tree that is too high to walk', () => {
    const row = ` + 1${' + 1'.repeat(900)}`;
    const source = Array.from({ length: 200 }).reduce((inner: string) => `(${inner}${row})`, '1');
    expect(() => programOf(source, NAMES)).toThrow(CelSyntaxError);
  });

  test('a number has as many digits behind the point as are asked for', () => {
    expect(evaluate("'%.150f'.format([0.5]).size() == 152")).toBe(true);
    expect(() => evaluate("'%.999999999f'.format([0.5])")).toThrow(OutOfBudget);
  });
});

test('a transition rule is told by the variable that it uses', () => {
  expect(programOf('self == oldSelf', NAMES).uses('oldSelf')).toBe(true);
  expect(programOf("self.oldSelf == 'oldSelf'", NAMES).uses('oldSelf')).toBe(false);
});

test('integers are computed as 64 bits have them, or overflow', () => {
  const int = fc.bigInt(-(2n ** 63n), 2n ** 63n - 1n);
  const shown = (value: bigint) => (value < 0n ? `(${value})` : `${value}`);
  fc.assert(
    fc.property(int, int, fc.constantFrom('+', '-', '*'), (a, b, operator) => {
      const exact = operator === '+' ? a + b : operator === '-' ? a - b : a * b;
      const source = `${shown(a)} ${operator} ${shown(b)} == ${shown(exact)}`;
      if (BigInt.asIntN(64, exact) === exact) expect(evaluate(source)).toBe(true);
      else expect(() => evaluate(`${shown(a)} ${operator} ${shown(b)} == 0`)).toThrow('integer overflow');
    }),
  );
});

test('whatever text is given is an expression or no expression', () => {
  const piece = fc.constantFrom(
    'self',
    '.',
    'a',
    '(',
    ')',
    '[',
    ']',
    '{',
    '}',
    '?',
    ':',
    '+',
    '&&',
    '1',
    "'x'",
    'has',
    ',',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      try {
        programOf(pieces.join(' '), NAMES);
      } catch (error) {
        expect(error).toBeInstanceOf(CelSyntaxError);
      }
    }),
  );
});
