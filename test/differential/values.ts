import * as fc from 'fast-check';
import { Literal, Twice } from './manifest-text';

/** What fields may hold, right and wrong, with an eye to the boundaries of the rules. */

const x = (length: number) => 'x'.repeat(length);
const pick = fc.constantFrom;

export const anyText = fc.oneof(
  pick(
    '',
    ' ',
    '.',
    '..',
    '*',
    'é',
    '日本',
    '😀',
    'a\n',
    '\na',
    'a\tb',
    '\u0000',
    '\u007f',
    '\u00a0',
    '\u2028',
    '"',
    '\\',
    '<&>',
  ),
  fc.string({ maxLength: 6, unit: 'grapheme' }),
  fc.string({ maxLength: 4, unit: 'binary' }),
);

export const dnsName = fc.oneof(
  { weight: 4, arbitrary: pick('a', 'web', 'a1', 'a--b', '1a', '1', 'a.b', '1.2.3', 'foo.example.com', x(63), x(253)) },
  {
    weight: 4,
    arbitrary: pick(
      'a-',
      '-a',
      'A',
      'Foo.com',
      'a..b',
      '.a',
      'a.',
      'a.-b',
      'a_b',
      'a b',
      'a/b',
      'a%b',
      x(64),
      x(254),
      `a.${x(64)}`,
    ),
  },
  { weight: 2, arbitrary: fc.stringMatching(/^[a-z0-9.-]{1,10}$/) },
  { weight: 2, arbitrary: fc.stringMatching(/^[a-zA-Z0-9._/ %-]{0,8}$/) },
  { weight: 1, arbitrary: anyText },
);

export const host = fc.oneof(
  {
    weight: 3,
    arbitrary: pick('', 'example.com', '*.example.com', '*.com', 'localhost', '1a.com', `${x(100)}.com`, `*.${x(251)}`),
  },
  {
    weight: 4,
    arbitrary: pick(
      '*',
      '*.',
      '*.*.com',
      'f*.com',
      'foo.*.com',
      '*foo.com',
      '*.Foo.com',
      'foo.com.',
      'foo.com:80',
      `*.${x(252)}`,
    ),
  },
  {
    weight: 2,
    arbitrary: pick(
      '1.2.3.4',
      '01.2.3.4',
      '::1',
      '1.2.3',
      '1.2.3.256',
      '::ffff:1.2.3.4',
      '[::1]',
      'http://foo',
      'xn--bcher-kva.example',
    ),
  },
  { weight: 2, arbitrary: dnsName },
);

export const externalName = fc.oneof(host, pick('foo.', 'foo..', '.', '..', 'foo.bar.', `${x(253)}.`, `${x(254)}.`));

const octet = fc.oneof(
  fc.nat(255).map(String),
  pick('0', '00', '010', '127', '169', '224', '255', '256', '-1', '0x1', '1e1', ' 1', ''),
);
const group = fc.oneof(
  pick('0', '1', 'fe80', 'ff02', 'FF02', 'ffff', '0db8', '00001', 'g', ''),
  fc.nat(65535).map((n) => n.toString(16)),
);

export const ip = fc.oneof(
  {
    weight: 5,
    arbitrary: pick(
      ...[
        '203.0.113.7',
        '10.0.0.1',
        '0.0.0.0',
        '127.0.0.1',
        '127.255.255.255',
        '128.0.0.1',
        '169.254.0.1',
        '169.253.0.1',
        '224.0.0.1',
      ],
      ...[
        '224.0.1.1',
        '255.255.255.255',
        '010.0.0.1',
        '203.000.113.007',
        '2001:db8::1',
        '2001:DB8::1',
        '2001:db8:0::1',
        '::',
        '::1',
        '::2',
      ],
      ...[
        'fe80::1',
        'febf::1',
        'fec0::1',
        'ff02::1',
        'ff01::1',
        'ff12::1',
        'ff05::1',
        '::ffff:10.0.0.1',
        '::ffff:127.0.0.1',
        '::10.0.0.1',
      ],
      ...[
        '::ffff:0:0',
        '64:ff9b::10.0.0.1',
        '1:2:3:4:5:6:7::',
        '::2:3:4:5:6:7:8',
        '1:2:3:4:5:6:1.2.3.4',
        '::ffff:a00:1',
        '::FFFF:10.0.0.1',
      ],
    ),
  },
  {
    weight: 3,
    arbitrary: pick(
      ...[
        '',
        ' ',
        '1.2.3',
        '1.2.3.4.5',
        '1.2.3.256',
        '1.2.3.4 ',
        ' 1.2.3.4',
        '1.2.3.4/32',
        'localhost',
        '0x7f.1',
        '1.2.3.1234',
        '1.2.3.0004',
      ],
      ...[
        'fe80::1%eth0',
        ':::',
        '1:2:3:4:5:6:7:8:9',
        '1::2::3',
        '[::1]',
        '::1.2.3',
        '1:2:3:4:5:6:7:8::',
        '::00001',
        '12345::',
        'None',
        '１.2.3.4',
      ],
    ),
  },
  { weight: 2, arbitrary: fc.tuple(octet, octet, octet, octet).map((parts) => parts.join('.')) },
  { weight: 1, arbitrary: fc.array(group, { minLength: 1, maxLength: 9 }).map((groups) => groups.join(':')) },
  { weight: 1, arbitrary: fc.ipV4() },
  { weight: 1, arbitrary: fc.ipV6() },
);

export const cidr = fc.oneof(
  pick(
    '10.0.0.0/8',
    '10.1.2.3/8',
    ' 10.0.0.0/8 ',
    '10.0.0.0/08',
    '10.0.0.0/33',
    '010.0.0.0/8',
    '10.0.0.0',
    '*',
    '',
    '10.0.0.0/',
    '/8',
    '10.0.0.0/-1',
  ),
  pick(
    '0.0.0.0/0',
    '::/0',
    '2001:db8::/32',
    '2001:DB8::/32',
    '2001:db8::1/32',
    '::ffff:10.0.0.0/104',
    '::ffff:10.0.0.0/8',
    '10.0.0.0/+8',
    '\t10.0.0.0/8\n',
  ),
  fc
    .tuple(ip, pick('0', '8', '24', '31', '32', '33', '64', '128', '129', '032', '00', 'x', '+1', ''))
    .map((parts) => parts.join('/')),
);

const NAME_PARTS = ['a', 'A', 'app', 'a.b', 'a_b', '-a', 'a-', '', '.a', 'a b', 'é', x(63), x(64)];

export const qualifiedName = fc.oneof(
  pick(...NAME_PARTS),
  fc.tuple(dnsName, pick(...NAME_PARTS)).map(([prefix, name]) => `${prefix}/${name}`),
  fc
    .tuple(pick('example.com', 'Example.com', 'a', ''), pick(...NAME_PARTS))
    .map(([prefix, name]) => `${prefix}/${name}`),
  pick('a/b/c', '/', '//', 'kubernetes.io/h2c', 'kubernetes', 'orphan', 'foregroundDeletion'),
  anyText,
);

export const labelValue = fc.oneof(
  pick('', 'v1.2_x', ...NAME_PARTS),
  fc.stringMatching(/^[-a-zA-Z0-9._ ]{0,8}$/),
  anyText,
);

export const labels = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.dictionary(pick('app', 'example.com/tier', 'Example.com/tier', 'a/b/c', ''), labelValue, {
      maxKeys: 2,
    }),
  },
  { weight: 2, arbitrary: fc.dictionary(qualifiedName, pick('', 'a', 'b'), { maxKeys: 2 }) },
  { weight: 1, arbitrary: pick({}, { app: null }, { app: 1 }, { app: true }, { app: { a: 'b' } }, { app: ['a'] }) },
);

export const portName = fc.oneof(
  pick(
    'http',
    'https',
    'a',
    'A',
    '1',
    'a1',
    '',
    'a-b',
    'a--b',
    '-a',
    'a-',
    'a.b',
    'a_b',
    x(15),
    x(16),
    x(63),
    x(64),
    '80',
    'é',
  ),
  fc.stringMatching(/^[a-z0-9-]{1,17}$/),
);

export const port = fc.oneof(
  { weight: 5, arbitrary: pick(1, 80, 443, 8080, 65535) },
  {
    weight: 3,
    arbitrary: pick(
      0,
      -1,
      65536,
      70000,
      2147483647,
      2147483648,
      -2147483648,
      -2147483649,
      // oxlint-disable-next-line no-loss-of-precision -- what a manifest may well hold
      9007199254740993,
      1e21,
      80.5,
    ),
  },
  { weight: 1, arbitrary: pick('80', 'http', '', true, [], {}) },
);

export const targetPort = fc.oneof(port, portName);

/** What no field of another type takes. */
export const otherType = pick<unknown>(
  null,
  true,
  false,
  0,
  1,
  -1,
  1.5,
  '',
  'x',
  [],
  {},
  [''],
  [null],
  [{}],
  { a: 1 },
  [[]],
  2 ** 31,
  2 ** 53,
);

export const bool = fc.oneof({ weight: 5, arbitrary: fc.boolean() }, { weight: 1, arbitrary: pick('true', 1, 'yes') });

/** What JSON text can say and a value cannot. */
export const jsonLiteral = fc.oneof(
  pick(
    '80.0',
    '8e1',
    '80e0',
    '-0',
    '0.0',
    '1E2',
    '8.0e1',
    '1e400',
    '2147483648',
    '-2147483649',
    '9223372036854775808',
    '18446744073709551616',
  ).map((text) => new Literal(text)),
  pick(new Twice(80, 80), new Twice('a', 'b'), new Twice(null, 80), new Twice({}, {}), new Twice([], [])),
);

/** Plain scalars of YAML 1.1, and what else only YAML can say. */
export const yamlLiteral = fc.oneof(
  {
    weight: 4,
    arbitrary: pick(
      ...[
        '80.0',
        '8e1',
        '0x50',
        '0120',
        '0o120',
        '080',
        '0b1010000',
        '1_000',
        '+80',
        '!!int "80"',
        '!!str 80',
        '80',
        '1:20',
        '1e3',
        '.5',
        '5.',
        '.inf',
      ],
      ...[
        'yes',
        'no',
        'on',
        'off',
        'y',
        'n',
        'Y',
        'True',
        'TRUE',
        'tRUE',
        'null',
        '~',
        '',
        'Null',
        'nULL',
        'none',
        '1.10',
        '0x',
        '0b2',
        '-0x10',
        '- 80',
      ],
      ...[
        '2020-01-01',
        '2020-01-01T00:00:00Z',
        '!!binary aHR0cA==',
        '!custom a',
        '! 80',
        '"80"',
        "'80'",
        '80 # a comment',
        '"\\x41"',
        "'it''s'",
        '[80]',
      ],
      ...[
        '{a: b}',
        '&a 80',
        '*a',
        '&a b',
        '<<',
        '>-\n        folded\n        text',
        '|\n        text',
        '0.',
        '1e',
        '+',
        '-',
        '_80',
        '8_0',
        '80_',
        '0_8',
      ],
      ...[
        '9223372036854775808',
        '18446744073709551616',
        '-9223372036854775809',
        '0777777777777777777777777',
        '1e400',
        '.nan',
        '=',
        '!!float 80',
        '!!bool "true"',
      ],
    ).map((text) => new Literal(text)),
  },
  { weight: 1, arbitrary: pick(new Twice(80, 80), new Twice('a', 'b'), new Twice({}, {})) },
);
