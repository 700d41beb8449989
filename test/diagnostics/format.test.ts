import type { Diagnostic } from '../../src/diagnostics/diagnostic';
import type { Format } from '../../src/diagnostics/format';
import { countsOf, FORMATS } from '../../src/diagnostics/format';
import { summarizeDiagnostics } from '../../src/diagnostics/format-text';

const NODE_PORT: Diagnostic = {
  rule: 'service/node-port-range',
  source: 'apiserver',
  severity: 'error',
  kind: 'Invalid',
  object: { apiVersion: 'v1', kind: 'Service', namespace: 'shop', name: 'web' },
  path: 'spec.ports[0].nodePort',
  value: 8080,
  detail: 'Invalid value: 8080: not in the range, "of" <valid> & ports',
  why: 'kube-apiserver refuses it',
  fix: 'choose: 30000-32767, or 100%\nof none',
  docs: 'docs/rules/service/node-port-range.md',
  position: { source: 'shop/web.yaml', line: 7, column: 5 },
};
const RULES = ['links/target-port-undeclared', 'service/node-port-range', 'service/port-range'].map((id) => ({
  id,
  severity: 'error' as const,
  summary: `summary of ${id}`,
  why: `why of ${id}`,
  fix: `fix of ${id}`,
}));
const CHECKED = { objects: 3, rules: RULES, toolVersion: '1.2.3' };

const WARNING: Diagnostic = { ...NODE_PORT, severity: 'warning', rule: 'links/target-port-undeclared', path: '' };

const INFO: Diagnostic = { ...NODE_PORT, severity: 'info', rule: 'links/scaled-to-zero' };

const print = (format: Format, ...diagnostics: Diagnostic[]) => FORMATS[format](diagnostics, CHECKED);

describe('text', () => {
  test('names severity, rule, place and object, then what, why and fix', () => {
    expect(print('text', NODE_PORT)).toMatchInlineSnapshot(`
"error service/node-port-range  shop/web.yaml:7:5  (Service web, namespace shop)
  spec.ports[0].nodePort: Invalid value: 8080: not in the range, "of" <valid> & ports
  why: kube-apiserver refuses it
  fix: choose: 30000-32767, or 100%\\nof none

more on a rule, with examples: cdk8s-net rules service/node-port-range
1 error"
`);
  });

  test('tells of an object that it has no kind and no name', () => {
    const nameless = { ...NODE_PORT, object: { apiVersion: '', kind: '', name: '' } };
    expect(print('text', nameless)).toContain('(object without kind without name)');
  });

  test('tells of an acknowledgement of no object that it stands in the options', () => {
    const general = { ...NODE_PORT, object: { apiVersion: '', kind: '', name: '' }, path: 'acknowledge[0]' };
    expect(print('text', general)).toContain('(in the options)');
  });

  test('counts by severity', () => {
    expect(countsOf([NODE_PORT, NODE_PORT, WARNING])).toBe('2 errors, 1 warning');
    expect(countsOf([WARNING])).toBe('0 errors, 1 warning');
  });

  test('sums up what is worth knowing, in one line for each rule, until it is asked for', () => {
    const infos = ['a', 'b', 'c'].map((name) => ({ ...INFO, object: { ...INFO.object, name } }));
    const lines = print('text', ...infos, { ...INFO, rule: 'links/other' }, NODE_PORT).split('\n');
    expect(lines.filter((line) => line.startsWith('info '))).toEqual([
      expect.stringMatching(/^info links\/scaled-to-zero {2}3 times, first at .*\(Service a, namespace shop\): /),
      expect.stringMatching(/^info links\/other {2}shop\/web\.yaml:7:5 /),
    ]);
    expect(lines[0]).toMatch(/^error /);
    expect(lines.at(-1)).toBe('1 error, 4 infos (check --verbose shows each info)');
    const verbose = FORMATS.text(infos, { ...CHECKED, verbose: true });
    expect(verbose.match(/^info /gm)).toHaveLength(3);
    expect(verbose).toMatch(/\n0 errors, 3 infos$/);
  });

  test('takes a page for as many infos as there are', () => {
    const many = Array.from({ length: 20_000 }, (_, index) => ({ ...INFO, path: `spec.ports[${index}]` }));
    expect(print('text', ...many).split('\n').length).toBeLessThan(5);
  });

  test('says so when there is nothing to say', () => expect(print('text')).toBe('no findings on 3 objects'));
});

describe('json', () => {
  test('is the diagnostics, whole', () => {
    expect(JSON.parse(print('json', NODE_PORT, WARNING))).toEqual({ diagnostics: [NODE_PORT, WARNING] });
  });
});

describe('github', () => {
  test('annotates the line, with delimiters and line breaks escaped', () => {
    const [line, ...rest] = print('github', NODE_PORT).split('\n');
    expect(rest).toEqual([]);
    expect(line).toMatch(/^::error file=shop\/web\.yaml,line=7,col=5,title=service\/node-port-range \(Service web\)::/);
    expect(line).toMatch(/ & ports%0Afix: choose: 30000-32767, or 100%25\\nof none$/);
  });
});

describe('junit', () => {
  test('counts errors as failures and escapes what XML cannot hold', () => {
    const xml = print('junit', { ...NODE_PORT, detail: 'a\u0001<b>' }, WARNING);
    expect(xml).toContain('tests="2" failures="1"');
    expect(xml).toContain('message="a\\u0001&lt;b&gt;"');
  });

  test('has a passed case where there are no findings', () => {
    expect(print('junit')).toContain('tests="1" failures="0"');
  });
});

describe('sarif', () => {
  test('places results by file, line and column, and refers to rules by index', () => {
    const { tool, results } = sarifRun(NODE_PORT, WARNING, NODE_PORT);
    expect(tool.driver.rules.map(({ id }) => id)).toEqual([WARNING.rule, NODE_PORT.rule]);
    expect(results.map(({ ruleIndex }) => ruleIndex)).toEqual([1, 0, 1]);
    expect(results[0]?.locations[0]?.physicalLocation).toEqual({
      artifactLocation: { uri: 'shop/web.yaml' },
      region: { startLine: 7, startColumn: 5 },
    });
    expect(results.map(({ level }) => level)).toEqual(['error', 'warning', 'error']);
  });

  test('has rules speak for themselves, and lead to their page in the package', () => {
    const { driver } = sarifRun(NODE_PORT).tool;
    expect(driver.informationUri).toBe('https://www.npmjs.com/package/cdk8s-net');
    expect(driver.rules).toEqual([
      {
        id: NODE_PORT.rule,
        shortDescription: { text: `summary of ${NODE_PORT.rule}` },
        fullDescription: { text: `why of ${NODE_PORT.rule}` },
        help: { text: `fix of ${NODE_PORT.rule}` },
        defaultConfiguration: { level: 'error' },
        helpUri: `https://unpkg.com/cdk8s-net@1.2.3/${NODE_PORT.docs}`,
      },
    ]);
  });

  test('leaves the file out for objects that come from none', () => {
    const { position, ...unplaced } = NODE_PORT;
    expect(position).toBeDefined();
    expect(sarifRun(unplaced).results[0]?.locations[0]).toEqual({
      logicalLocations: [{ fullyQualifiedName: 'Service shop/web spec.ports[0].nodePort', kind: 'object' }],
    });
  });
});

interface SarifRun {
  readonly tool: {
    readonly driver: { readonly informationUri: string; readonly rules: readonly { readonly id: string }[] };
  };
  readonly results: readonly {
    readonly ruleIndex: number;
    readonly level: string;
    readonly locations: readonly { readonly physicalLocation?: object }[];
  }[];
}

function sarifRun(...diagnostics: readonly Diagnostic[]): SarifRun {
  return (JSON.parse(print('sarif', ...diagnostics)) as { readonly runs: readonly [SarifRun] }).runs[0];
}

describe('what is said of several objects', () => {
  const other = { ...WARNING, object: { ...WARNING.object, name: 'api' } };

  test('is said once, and names the others, where it is a warning', () => {
    const text = summarizeDiagnostics([WARNING, other, NODE_PORT]);
    expect(text.match(/why:/g)).toHaveLength(2);
    expect(text).toContain('also: Service api');
  });

  test('is said of each where it is an error, or not quite the same', () => {
    const [first, second] = [NODE_PORT, other].map((one) => ({ ...one, object: { ...one.object, name: 'db' } }));
    const differing = { ...WARNING, detail: 'another' };
    expect(
      summarizeDiagnostics([NODE_PORT, first ?? NODE_PORT, WARNING, differing, second ?? other]).match(/why:/g),
    ).toHaveLength(4);
  });
});
