import { makerIn } from '../../src/model/custom-resources';
import { NetworkModel } from '../../src/model/network-model';

const custom = (apiVersion: string, kind: string, namespace?: string, spec: object = {}) => ({
  apiVersion,
  kind,
  metadata: { name: 'x', ...(namespace === undefined ? {} : { namespace }) },
  spec,
});
const template = { template: { spec: { containers: [{ name: 'c' }] } } };

describe('a custom resource that may make Pods', () => {
  it.each([
    ['an operator in the namespace', custom('db.example.com/v1', 'Cluster', 'shop'), true],
    ['one elsewhere', custom('db.example.com/v1', 'Cluster', 'other'), false],
    ['one without namespace', custom('db.example.com/v1', 'Cluster'), true],
    ['a release, wherever it stands', custom('helm.toolkit.fluxcd.io/v2', 'HelmRelease', 'flux-system'), true],
    ['Prometheus', custom('monitoring.coreos.com/v1', 'Prometheus', 'shop'), true],
    ['a ServiceMonitor', custom('monitoring.coreos.com/v1', 'ServiceMonitor', 'shop'), false],
    ['a certificate', custom('cert-manager.io/v1', 'Certificate', 'shop'), false],
    ['a Rollout, whose Pod template stands there', custom('argoproj.io/v1alpha1', 'Rollout', 'shop', template), false],
    ['a kind of Kubernetes itself', custom('policy/v1', 'PodDisruptionBudget', 'shop'), false],
  ])('%s', (_, manifest, expected) => {
    expect(makerIn(NetworkModel.of([manifest]), 'shop') !== undefined).toBe(expected);
  });
});
