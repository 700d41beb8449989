import fc from 'fast-check';
import { Aliases } from '../../../src/targets/cluster/aliases';

const aliases = new Aliases(['shop', 'default'], { namespacePrefix: 'run-', nodePrefix: 'kind-' });

describe('names in the cluster and in manifests', () => {
  test('namespaces of the manifests get the prefix, others stay', () => {
    expect(aliases.namespaceInCluster('shop')).toBe('run-shop');
    expect(aliases.namespaceInCluster('kube-system')).toBe('kube-system');
    expect(aliases.namespaceInManifests('run-shop')).toBe('shop');
    expect(aliases.namespaceInManifests('run-other')).toBe('run-other');
  });

  test.each([
    ['web', 'web'],
    ['web.shop', 'web.run-shop'],
    ['web.shop.svc', 'web.run-shop.svc'],
    ['pod-0.web.shop.svc.cluster.local.', 'pod-0.web.run-shop.svc.cluster.local.'],
    ['_http._tcp.web.shop.svc.cluster.local', '_http._tcp.web.run-shop.svc.cluster.local'],
    ['kubernetes.kube-system.svc', 'kubernetes.kube-system.svc'],
    ['external.example.com', 'external.example.com'],
  ])('a host %s is %s in the cluster', (host, inCluster) => {
    expect(aliases.hostInCluster(host)).toBe(inCluster);
  });

  test('names of Services come back as they went', () => {
    const label = fc.stringMatching(/^[a-z][a-z0-9]{0,8}$/).filter((name) => name !== 'svc');
    fc.assert(
      fc.property(label, fc.constantFrom('shop', 'default', 'elsewhere'), (name, namespace) => {
        const host = `${name}.${namespace}.svc.cluster.local.`;
        expect(aliases.hostInManifests(aliases.hostInCluster(host))).toBe(host);
      }),
    );
  });

  test('Pods are sent to the node that the manifests mean', () => {
    const spec = { nodeName: 'worker', nodeSelector: { 'kubernetes.io/hostname': 'worker', disk: 'ssd' } };
    expect(aliases.podSpecInCluster(spec)).toEqual({
      nodeName: 'kind-worker',
      nodeSelector: { 'kubernetes.io/hostname': 'kind-worker', disk: 'ssd' },
    });
    expect(aliases.podSpecInCluster({})).toEqual({});
  });
});
