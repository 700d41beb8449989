import type { Manifest } from '../../src/model/manifest';
import { resolveCluster } from '../../src/rules/cluster-options';
import { Engine } from '../../src/rules/engine';
import type { Stage, StagedRule } from '../../src/rules/rule';
import { defineRule } from '../../src/rules/rule';

describe('the engine', () => {
  it('takes an object that nobody refuses through every stage, in order', () => {
    const order: Stage[] = [];
    const rules = (['deployed', 'warn', 'store', 'validate', 'decode'] as const).map((stage) =>
      rule({ id: stage, stage, check: () => (order.push(stage), []) }),
    );
    expect(judge([SERVICE], rules)).toEqual([]);
    expect(order).toEqual(['decode', 'validate', 'store', 'warn', 'deployed']);
  });

  it('stops at the stage that refuses, and judges what is deployed all the same', () => {
    const refusing = (stage: Stage) => [
      rule({ id: 'refusing', stage, check: (object) => [object.invalid('x')] }),
      ...(['store', 'warn', 'deployed'] as const).map((other) =>
        rule({ id: other, stage: other, check: (object) => [object.ignored('x')] }),
      ),
    ];
    const reached = (stage: Stage) => judge([SERVICE], refusing(stage)).map(({ rule: id }) => id);
    expect(reached('decode')).toEqual(['refusing']);
    expect(reached('validate')).toEqual(['refusing', 'deployed']);
    expect(reached('store')).toEqual(['refusing', 'store', 'deployed']);
  });

  it('gives all findings of a stage together', () => {
    const twice = ['a', 'b'].map((id) => rule({ id, stage: 'validate', check: (object) => [object.invalid(id)] }));
    expect(judge([SERVICE], twice)).toHaveLength(2);
  });

  it('shows rules what the API server sees at their stage', () => {
    const seen: Record<string, unknown> = {};
    const rules = (['decode', 'validate', 'warn', 'deployed'] as const).map((stage) =>
      rule({
        id: stage,
        stage,
        check: (object) => {
          seen[stage] = object.at('spec', 'ports').key(0).at('targetPort').value;
          return [];
        },
      }),
    );
    judge([SERVICE], rules);
    expect(seen).toEqual({ decode: undefined, validate: 80, warn: 80, deployed: undefined });
  });

  it('drops nulls, which mean nothing', () => {
    let spec: unknown;
    const rules = [rule({ stage: 'deployed', check: (object) => ((spec = object.at('spec').value), []) })];
    judge([{ ...SERVICE, spec: { selector: null, ports: [{ port: 80, name: null }] } }], rules);
    expect(spec).toEqual({ ports: [{ port: 80 }] });
  });

  it('keeps what does not decode out of the model', () => {
    const sizes: number[] = [];
    const rules = [
      rule({
        id: 'type',
        stage: 'decode',
        check: (_object, { decoding }) => decoding.map(({ path }) => finding(path)),
      }),
      rule({ stage: 'deployed', check: (_object, { model }) => (sizes.push(model.services.size), []) }),
    ];
    judge([SERVICE, { ...SERVICE, metadata: { name: 'bad' }, spec: 5 }], rules);
    expect(sizes).toEqual([1]);
  });

  it('applies rules to the kinds and versions that they are for', () => {
    const rules = [
      rule({ id: 'ingress', kinds: ['Ingress'] }),
      rule({ id: 'service', kinds: ['Service'] }),
      rule({ id: 'all', kinds: ['*'] }),
      rule({ id: 'since', kinds: ['*'], versions: { since: '1.35' } }),
      rule({ id: 'until', kinds: ['*'], versions: { until: '1.34' } }),
    ];
    expect(judge([SERVICE], rules).map(({ rule: id }) => id)).toEqual(['service', 'all', 'until']);
    const later = judge([SERVICE], rules, { kubernetesVersion: '1.35' });
    expect(later.map(({ rule: id }) => id)).toEqual(['service', 'all', 'since']);
  });

  it('does not take a custom resource for the kind of Kubernetes that has the same name', () => {
    const knative = { ...SERVICE, apiVersion: 'serving.knative.dev/v1', spec: { template: {} } };
    expect(
      judge([knative], [rule({ id: 'service', kinds: ['Service'] }), rule({ id: 'all', kinds: ['*'] })]),
    ).toMatchObject([{ rule: 'all' }]);
  });

  it('says what allocation refuses, alone', () => {
    const rules = [
      rule({ id: 'allocate', stage: 'allocate', check: (_object, { allocation }) => allocation }),
      rule({ id: 'validate', stage: 'validate' }),
    ];
    const clusterIP = { ...SERVICE, spec: { clusterIP: '192.0.2.1', ports: [{ port: 0 }] } };
    expect(judge([clusterIP], rules)).toMatchObject([{ rule: 'allocate', path: 'spec.clusterIPs' }]);
  });

  it('gives back what a refused Service was given', () => {
    const refusesA: StagedRule['check'] = (object, { object: { name } }) => (name === 'a' ? [object.invalid('x')] : []);
    const rules = [
      rule({ id: 'refuse', stage: 'validate', check: refusesA }),
      rule({ id: 'taken', stage: 'allocate', check: (_object, { allocation }) => allocation }),
    ];
    const nodePort = (name: string) => ({
      ...SERVICE,
      metadata: { name },
      spec: { type: 'NodePort', ports: [{ port: 80, nodePort: 30080 }] },
    });
    const findings = judge([nodePort('a'), nodePort('b'), nodePort('c')], rules);
    expect(findings.map(({ rule: id, object }) => `${id} ${object.name}`)).toEqual(['refuse a', 'taken c']);
  });

  it('shows a rule only objects that have the field that it is about', () => {
    const rules = [
      rule({ id: 'absent', field: 'spec.externalName' }),
      rule({ id: 'present', field: 'spec.ports' }),
      rule({ id: 'null', field: 'spec.selector' }),
      // Presence, not truth.
      rule({ id: 'empty', field: 'spec.loadBalancerIP' }),
    ];
    const spec = { ports: [], selector: null, loadBalancerIP: '' };
    expect(judge([{ ...SERVICE, spec }], rules).map(({ rule: id }) => id)).toEqual(['present', 'empty']);
  });

  it('lets automatic addresses and ports stay clear of those that a later Service asks for', () => {
    const rules = [rule({ stage: 'allocate', check: (_object, { allocation }) => allocation })];
    const automatic = { ...SERVICE, metadata: { name: 'a' }, spec: { type: 'NodePort', ports: [{ port: 80 }] } };
    const certain = {
      ...SERVICE,
      metadata: { name: 'b' },
      spec: { type: 'NodePort', ports: [{ port: 80, nodePort: 30001 }] },
    };
    expect(judge([automatic, certain], rules, { serviceNodePortRange: '30001-30002' })).toEqual([]);
  });
});

const SERVICE: Manifest = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'web' },
  spec: { ports: [{ port: 80 }] },
};

function finding(path: string) {
  return { kind: 'Invalid' as const, path, detail: 'x' };
}

function rule(given: Partial<StagedRule>): StagedRule {
  return defineRule({
    id: 'test/rule',
    source: 'apiserver',
    stage: 'deployed',
    severity: 'error',
    kinds: ['*'],
    summary: '',
    why: '',
    fix: '',
    passing: [],
    failing: [],
    check: (object) => [object.invalid('x')],
    ...given,
  });
}

function judge(manifests: readonly Manifest[], rules: readonly StagedRule[], options = {}) {
  return new Engine(rules, resolveCluster(options)).judge(manifests).flatMap(({ diagnostics }) => diagnostics);
}
