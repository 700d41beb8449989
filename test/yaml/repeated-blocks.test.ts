import * as fc from 'fast-check';
import { parseManifests, parseSharedManifests } from '../../src/model/parse-manifests';
import { readPlainYaml } from '../../src/yaml/plain-yaml';
import { RepeatedBlocks } from '../../src/yaml/repeated-blocks';

const PORTS = 'ports:\n- port: 80\n  name: http\n';

/** The first is not YAML: its inner list goes on with something that is not an item. */
const ENDS_IN_A_MISTAKE = ['x:\n- \n  - a:\n  a:\n', 'x:\n- \n  - a:\n  - a:\n'];

describe('blocks that come again', () => {
  test('are one object', () => {
    const [first, second] = parseSharedManifests(`a: 1\n${PORTS}---\na: 2\n${PORTS}---\na: 3\n${PORTS}`);
    expect(second?.ports).toBe(first?.ports);
    expect(second).toEqual({ a: 2, ports: [{ port: 80, name: 'http' }] });
  });

  test('are one object where another one that begins alike stands in between', () => {
    const ports = (port: number) => `ports:\n- port: 80\n  targetPort: ${port}\n---\n`;
    const texts = [ports(1), ports(2), ports(1), ports(2)];
    const [first, second, third, fourth] = parseSharedManifests(texts.join(''));
    expect(third?.ports).toBe(first?.ports);
    expect(fourth?.ports).toBe(second?.ports);
    expect(second?.ports).not.toEqual(first?.ports);
  });

  test('are objects of their own for those who may change them', () => {
    const [first, second] = parseManifests(`a: 1\n${PORTS}---\na: 2\n${PORTS}---\n`);
    expect(second?.ports).not.toBe(first?.ports);
  });

  test.each([
    ['one more item', `a: 1\n${PORTS}b: 1\n---\na: 1\n${PORTS}- port: 81\n`],
    ['one more field', `a: 1\nx:\n  b: 1\ny: 1\n---\na: 1\nx:\n  b: 1\n  c: 1\n`],
    ['more indentation', 'x:\n  b:\n    c: 1\n  d: 1\n---\nx:\n  b:\n    c: 1\n    d: 1\n'],
    ['a comment in between', `a: 1\n${PORTS}b: 1\n---\na: 1\n${PORTS}# c\n- port: 81\n`],
    ['another column', 'x:\n    -\ny: 1\n---\nx:\n-\n- a: 1\n'],
    ['less indentation', 'x:\n  b:\n    c: 1\n  d: 1\n---\nx:\n  b:\n    c: 1\ny: 1\n'],
  ])('are told from those with %s', (_, text) => {
    expect(parseSharedManifests(text)).toEqual(parseManifests(text));
  });

  test('are read as if they were new', () => {
    const line = fc
      .tuple(
        fc.constantFrom('', '  ', '    '),
        fc.constantFrom('', '- '),
        fc.constantFrom('a:', 'b: 1', 'c', '# d', ''),
        fc.constantFrom('\n', '\n', '\r\n'),
      )
      .map((parts) => parts.join(''));
    const text = fc.array(line, { minLength: 1, maxLength: 6 }).map((lines) => `x:\n${lines.join('')}`);
    fc.assert(
      fc.property(fc.array(text, { minLength: 2, maxLength: 12 }), (texts) => {
        const blocks = new RepeatedBlocks();
        const read = (each: string, aids = {}) => readPlainYaml(each, 0, each.length, aids);
        expect(texts.map((each) => read(each, { blocks }))).toEqual(texts.map((each) => read(each)));
      }),
      { numRuns: 5_000, examples: [[ENDS_IN_A_MISTAKE]] },
    );
  });
});
