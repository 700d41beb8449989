import fc from 'fast-check';
import { LabelIndex, matches } from '../../src/model/label-index';
import type { Manifest } from '../../src/model/manifest';
import { NetworkModel } from '../../src/model/network-model';

const workload = (kind: string, name: string, labels: object, more: object = {}): Manifest => ({
  apiVersion: kind === 'Job' ? 'batch/v1' : 'apps/v1',
  kind,
  metadata: { name, namespace: 'shop' },
  spec: { ...more, template: { metadata: { labels }, spec: { containers: [] } } },
});

const names = (model: NetworkModel, selector: Record<string, string>, namespace = 'shop') =>
  model.select(namespace, selector).map(({ ref }) => ref.name);

describe('a network model', () => {
  it('finds the Pods of a selector in its namespace', () => {
    const model = NetworkModel.of([
      workload('Deployment', 'web', { app: 'web', tier: 'front' }),
      workload('Deployment', 'api', { app: 'api', tier: 'front' }),
    ]);
    expect(names(model, { app: 'web' })).toEqual(['web']);
    expect(names(model, { tier: 'front' })).toEqual(['web', 'api']);
    expect(names(model, { app: 'web', tier: 'back' })).toEqual([]);
    expect(names(model, { app: 'web' }, 'other')).toEqual([]);
    expect(names(model, {})).toEqual([]);
  });

  it('knows the labels that controllers give their Pods', () => {
    const model = NetworkModel.of([
      workload('StatefulSet', 'db', { app: 'db' }),
      workload('Job', 'load', { app: 'load' }),
    ]);
    expect(names(model, { 'statefulset.kubernetes.io/pod-name': 'db-2' })).toEqual(['db']);
    expect(names(model, { 'statefulset.kubernetes.io/pod-name': 'web-0' })).toEqual([]);
    expect(names(model, { 'batch.kubernetes.io/job-name': 'load' })).toEqual(['load']);
    expect(names(model, { app: 'db', 'controller-revision-hash': 'db-6d4f' })).toEqual(['db']);
  });

  it('takes the last of two objects with one name', () => {
    const model = NetworkModel.of([
      workload('Deployment', 'web', { app: 'old' }),
      workload('Deployment', 'web', { app: 'new' }),
      workload('StatefulSet', 'web', { app: 'new' }),
    ]);
    expect(names(model, { app: 'old' })).toEqual([]);
    expect(names(model, { app: 'new' })).toEqual(['web', 'web']);
    expect(model.objects).toHaveLength(3);
  });

  it('counts objects that leave their name to the API server one by one', () => {
    const job = { ...workload('Job', '', { app: 'x' }), metadata: { generateName: 'x-', namespace: 'shop' } };
    expect(NetworkModel.of([job, job]).workloads).toHaveLength(2);
  });

  it('sees custom resources with a Pod template where a Deployment has it, and no others', () => {
    const template = { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'web' }] } };
    const rollout = {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Rollout',
      metadata: { name: 'web' },
      spec: { template },
    };
    const job = {
      apiVersion: 'batch.volcano.sh/v1alpha1',
      kind: 'Job',
      metadata: { name: 'web' },
      spec: { tasks: [] },
    };
    expect(NetworkModel.of([rollout, job]).workloads.map(({ ref }) => ref.kind)).toEqual(['Rollout']);
  });

  it('puts objects without namespace into the default one', () => {
    const service = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'web' }, spec: {} };
    expect([...NetworkModel.of([service]).services.keys()]).toEqual(['default/web']);
    expect([...NetworkModel.of([service], { namespace: 'shop' }).services.keys()]).toEqual(['shop/web']);
  });
});

test('a label index selects what trying every item would', () => {
  const labels = fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.constantFrom('1', '2'));
  fc.assert(
    fc.property(fc.array(labels), labels, (all, selector) => {
      const index = new LabelIndex<Record<string, string>>((item) => item);
      for (const item of all) index.add('ns', item);
      const expected = Object.keys(selector).length === 0 ? [] : all.filter((item) => matches(selector, item));
      expect(index.select('ns', selector)).toEqual(expected);
    }),
  );
});
