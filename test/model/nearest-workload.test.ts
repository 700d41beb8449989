import { lastingWorkloads, matchesElsewhere, nearestWorkload } from '../../src/model/nearest-workload';
import { NetworkModel } from '../../src/model/network-model';

const deployment = (name: string, labels: object, own: object = {}, namespace = 'shop') => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name, namespace, labels: own },
  spec: { template: { metadata: { labels }, spec: { containers: [] } } },
});

const near = (model: NetworkModel, name: string, selector: Record<string, string>) => {
  const miss = nearestWorkload(model, 'shop', name, selector);
  return miss === undefined
    ? undefined
    : { name: miss.workload.ref.name, differing: miss.differing, own: miss.onObjectOnly };
};

describe('the workload that a selector was meant for', () => {
  const model = NetworkModel.of([
    deployment('backend', { app: 'backend' }),
    deployment('frontend', { app: 'frontend', tier: 'web' }),
    deployment('db', { 'app.kubernetes.io/name': 'db' }),
  ]);

  it('has a label that looks alike', () => {
    expect(near(model, 'x', { app: 'backnd' })).toEqual({
      name: 'backend',
      differing: [{ key: 'app', wanted: 'backnd', has: 'backend' }],
      own: false,
    });
  });

  it('has the value under another key', () => {
    expect(near(model, 'x', { app: 'db' })?.name).toBe('db');
  });

  it('has some of the labels', () => {
    expect(near(model, 'x', { tier: 'web', zone: 'a' })).toEqual({
      name: 'frontend',
      differing: [{ key: 'zone', wanted: 'a' }],
      own: false,
    });
  });

  it('is called like the Service', () => {
    expect(near(model, 'backend', { run: 'something' })?.name).toBe('backend');
  });

  it('carries the labels itself, and not its Pods', () => {
    const misplaced = NetworkModel.of([
      deployment('api', { run: 'api' }, { app: 'api' }),
      deployment('web', { app: 'apy' }),
    ]);
    expect(near(misplaced, 'x', { app: 'api' })).toMatchObject({ name: 'api', own: true });
  });

  it('is none when nothing comes near', () => {
    expect(near(model, 'payments', { owner: 'payments' })).toBeUndefined();
  });

  it('may be in another namespace', () => {
    const elsewhere = NetworkModel.of([deployment('api', { app: 'api' }, {}, 'other')]);
    expect(matchesElsewhere(elsewhere, { app: 'api' }).map(({ namespace }) => namespace)).toEqual(['other']);
    expect(lastingWorkloads(elsewhere, 'shop')).toEqual([]);
  });
});
