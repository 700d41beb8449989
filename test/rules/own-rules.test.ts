import own from '../../examples/own-rules/rules';
import { parseManifests } from '../../src/model/parse-manifests';
import type { Rule } from '../../src/rules';
import { defineRule, failedExamples, RuleError, RULES } from '../../src/rules';
import { checkManifests } from '../../src/rules/check-manifests';
import { OptionsError } from '../../src/terms/options-error';

const [noNodePorts] = own as [Rule];
const SERVICE = (annotations = '') => `
apiVersion: v1
kind: Service
metadata: { name: web${annotations} }
spec: { type: NodePort, ports: [{ port: 80 }] }
`;
const check = (text: string, options: Parameters<typeof checkManifests>[1]) =>
  checkManifests(parseManifests(text), options).filter(({ rule }) => rule !== 'links/selector-matches-nothing');

describe("rules of one's own", () => {
  it.each(own)('do what their examples say: $id', (rule) => {
    expect(failedExamples(rule)).toEqual([]);
  });

  it('judge after the rules of this package', () => {
    const found = check(SERVICE().replace('port: 80', 'port: 70000, targetPort: 80'), { rules: [noNodePorts] });
    expect(found.map(({ rule, source, path }) => [rule, source, path])).toEqual([
      ['service/port-range', 'apiserver', 'spec.ports[0].port'],
      ['acme/no-node-ports', 'practice', 'spec.type'],
    ]);
  });

  it('name the page that they name, or none', () => {
    const docs = 'https://acme.example/rules';
    const [plain] = check(SERVICE(), { rules: [noNodePorts] });
    const [documented] = check(SERVICE(), { rules: [{ ...noNodePorts, docs }] });
    expect([plain?.docs, documented?.docs]).toEqual([undefined, docs]);
  });

  it('are acknowledged and weighed like all others', () => {
    const rules = [noNodePorts];
    const { id: rule } = noNodePorts;
    const annotated = SERVICE(`, annotations: { cdk8s-net.dev/acknowledge: '${rule}: a test cluster' }`);
    expect(check(annotated, { rules })).toEqual([]);
    expect(check(SERVICE(), { rules, acknowledge: [{ rule, reason: 'a test cluster' }] })).toEqual([]);
    expect(check(SERVICE(), { rules, severities: { [rule]: 'info' } })).toMatchObject([{ rule, severity: 'info' }]);
    expect(check(SERVICE(), { rules, severities: { [rule]: 'off' } })).toEqual([]);
  });

  it('may be acknowledged where a run is not given them, unless their group was likely mistyped', () => {
    const of = (rule: string) => check(SERVICE(`, annotations: { cdk8s-net.dev/acknowledge: '${rule}: reason' }`), {});
    expect(of('acme/no-node-ports')).toEqual([]);
    expect(of('link/selector-empty')).toMatchObject([{ rule: 'practice/void-acknowledgement' }]);
    expect(of('links/selector-void')).toMatchObject([{ rule: 'practice/void-acknowledgement' }]);
    expect(of('selector-empty')).toMatchObject([{ rule: 'practice/void-acknowledgement' }]);
  });

  it('hold for the versions that they say', () => {
    const rules = [{ ...noNodePorts, versions: { since: '1.35' } }];
    expect(check(SERVICE(), { rules, kubernetesVersion: '1.34' })).toEqual([]);
    expect(check(SERVICE(), { rules, kubernetesVersion: '1.35' })).toHaveLength(1);
  });

  it('judge objects that look alike one by one', () => {
    const named = defineRule({
      ...noNodePorts,
      id: 'acme/name',
      check: (object) => [object.at('metadata', 'name').invalid('no')],
    });
    const found = check(`${SERVICE()}---${SERVICE().replace('web', 'api')}`, { rules: [named] });
    expect(found.map(({ value }) => value)).toEqual(['web', 'api']);
  });

  it.each<[string, () => never[]]>([
    [
      'throws',
      () => {
        throw new Error('no luck');
      },
    ],
    ['yields something else', () => ['spec.type'] as unknown as never[]],
    ['yields nothing that could be gone through', () => undefined as unknown as never[]],
  ])('are named, with the object, when their own code goes wrong: one that %s', (_, broken) => {
    const run = () => check(SERVICE(), { rules: [{ ...noNodePorts, check: broken }] });
    expect(run).toThrow(RuleError);
    expect(run).toThrow(
      expect.objectContaining({
        rule: 'acme/no-node-ports',
        object: expect.objectContaining({ name: 'web' }) as unknown,
      }) as Error,
    );
  });

  it.each<[string, unknown, string]>([
    ['no list', noNodePorts, 'rules'],
    ['no rule', ['acme/x'], 'rules[0]'],
    ['an id without a group', [{ ...noNodePorts, id: 'no-node-ports' }], 'rules[0].id'],
    ['the id of a rule of this package', [{ ...noNodePorts, id: 'service/type' }], 'rules[0].id'],
    ['an id twice', [noNodePorts, noNodePorts], 'rules[1].id'],
    ['no severity', [{ ...noNodePorts, severity: 'fatal' }], 'rules[0].severity'],
    ['no kinds', [{ ...noNodePorts, kinds: [] }], 'rules[0].kinds'],
    ['a version that there is not', [{ ...noNodePorts, versions: { since: 'v1' } }], 'rules[0].versions'],
    ['no words', [{ ...noNodePorts, why: ' ' }], 'rules[0].why'],
    ['no examples', [{ ...noNodePorts, passing: undefined }], 'rules[0].passing'],
    ['no check', [{ ...noNodePorts, check: 'check' }], 'rules[0].check'],
  ])('are refused: %s', (_, rules, option) => {
    const run = () => checkManifests([], { rules: rules as Rule[] });
    expect(run).toThrow(OptionsError);
    expect(run).toThrow(expect.objectContaining({ option }) as Error);
  });
});

describe('failedExamples', () => {
  it('says what is wrong with examples of both sorts', () => {
    const { passing, failing } = noNodePorts;
    const swapped = {
      ...noNodePorts,
      passing: failing,
      failing: passing.map((each) => ({ ...each, path: '', kind: 'Forbidden' as const })),
    };
    expect(failedExamples(swapped)).toEqual([
      expect.stringMatching(/^acme\/no-node-ports: "Opened at the nodes" should pass.*spec\.type/),
      expect.stringMatching(/^acme\/no-node-ports: "Inside the cluster only" should fail .*it finds nothing$/),
    ]);
  });

  it('finds fault with an example of what is right that the API server would reject', () => {
    const rejected = {
      title: 'A port too large',
      manifests: SERVICE().replace('port: 80', 'port: 70000, targetPort: 80').replace('NodePort', 'ClusterIP'),
    };
    expect(failedExamples({ ...noNodePorts, passing: [rejected] })).toEqual([
      expect.stringContaining('service/port-range'),
    ]);
  });

  it('runs those of the rules of this package', () => {
    expect(RULES.slice(0, 5).flatMap(failedExamples)).toEqual([]);
  });
});
