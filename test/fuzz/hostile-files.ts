import * as fc from 'fast-check';

/** A manifest in which there is a bit of everything. */
const MANIFEST = `apiVersion: v1
kind: Service
metadata:
  name: web
  labels: { app: web, "tier": 'front' }
  annotations:
    note: |
      two
      lines
spec:
  selector: &labels
    app: web
  ports:
    - name: http
      port: 80
      targetPort: 8080
---
{"apiVersion": "v1", "kind": "Service", "metadata": {"name": "db"}, "spec": {"clusterIP": "None"}}
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: web }
spec:
  defaultBackend: { service: { name: web, port: { name: http } } }
`;

/** What breaks readers: bytes, in a file. */
export const hostileFile: fc.Arbitrary<Buffer> = fc.oneof(
  truncated(),
  damaged(),
  fc.uint8Array({ minLength: 1, maxLength: 2000 }).map((bytes) => Buffer.from(bytes)),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 300 }).map((text) => Buffer.from(text)),
  fc.constantFrom(...encodings()),
  fc.nat(9).map((number) => Buffer.from(withProto(number))),
  fc
    .tuple(
      fc.constantFrom('[', '{', '{"a":', '- ', 'a: [', '? ', '&a ', '!', '"', "'", '*a', '|', '<<: {'),
      fc.constantFrom(1, 501, 10_000),
    )
    .map(([piece, count]) => Buffer.from(piece.repeat(count))),
  fc
    .constantFrom(600, 2_000)
    .map((depth) => Buffer.from(Array.from({ length: depth }, (_, n) => `${' '.repeat(n)}a:\n`).join(''))),
  fc.constantFrom(10, 100).map((count) => Buffer.from(aliasBomb(count))),
  fc
    .constantFrom('x', ' ', '\t', '\0', '\r', '---\n', '# x\n', 'a: b\n---\n', '- x\n', 'k: [\n]\n')
    .map((piece) => Buffer.from(piece.repeat(50_000 / piece.length))),
);

function truncated(): fc.Arbitrary<Buffer> {
  return fc.nat(MANIFEST.length).map((length) => Buffer.from(MANIFEST.slice(0, length)));
}

function damaged(): fc.Arbitrary<Buffer> {
  const hostile = fc.constantFrom(
    '\0',
    '\t',
    '\r',
    '\uFEFF',
    '\u0085',
    '\u2028',
    '{',
    ']',
    '"',
    "'",
    ':',
    '- ',
    '*x',
    '&x ',
    '!!int ',
    '<<: ',
    '|',
    '%',
    '\\',
    '~: ',
    '[a]: ',
    '---\n',
    '...\n',
  );
  return fc
    .array(fc.tuple(fc.nat(MANIFEST.length), fc.nat(3), hostile), { minLength: 1, maxLength: 4 })
    .map((damages) =>
      Buffer.from(
        damages.reduce((text, [at, gone, piece]) => text.slice(0, at) + piece + text.slice(at + gone), MANIFEST),
      ),
    );
}

function encodings(): Buffer[] {
  const utf16 = Buffer.from(MANIFEST, 'utf16le');
  return [
    Buffer.from(`\uFEFF${MANIFEST}`),
    Buffer.from(`\uFEFF${MANIFEST}`, 'utf16le'),
    utf16,
    Buffer.from(Buffer.from(`\uFEFF${MANIFEST}`, 'utf16le')).swap16(),
    Buffer.from(MANIFEST.replaceAll('\n', '\r\n')),
    Buffer.from(MANIFEST.replaceAll('\n', '\r')),
    Buffer.from(MANIFEST.replaceAll('  ', '\t')),
    Buffer.from(MANIFEST.replace('front', 'fr\u00f6nt'), 'latin1'),
    Buffer.concat([Buffer.from(MANIFEST), Buffer.from([0xff, 0xfe, 0xc0, 0x80])]),
    Buffer.from([0xed, 0xa0, 0x80]),
    Buffer.alloc(0),
    Buffer.alloc(1000),
  ];
}

function withProto(number: number): string {
  const keys = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', '"__proto__"'];
  const key = keys[number % keys.length] ?? '';
  return number < keys.length
    ? `apiVersion: v1\nkind: Service\nmetadata:\n  name: web\n  ${key}: { polluted: true }\n  labels: { ${key}: x }\nspec: { clusterIP: None, ${key}: { a: 1 } }\n`
    : `kind: ${key}\napiVersion: v1\nmetadata: { name: ${key}, namespace: ${key}, ${key}: [] }\n${key}: { ${key}: 1 }\n? [1, 2]\n: x\n`;
}

function aliasBomb(count: number): string {
  const lines = Array.from({ length: count }, (_, n) => `a${n + 1}: &a${n + 1} [${`*a${n}, `.repeat(9)}]\n`);
  return `a0: &a0 [x]\n${lines.join('')}`;
}
