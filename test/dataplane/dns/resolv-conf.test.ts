import { podResolver } from '../../../src/dataplane/dns/resolv-conf';
import type { PodSpec } from '../../../src/model/objects';

const servers = {
  cluster: new Set(['10.96.0.10']),
  clusterIP: '10.96.0.10',
  host: '172.18.0.1',
  clusterDomain: 'cluster.local',
};
const SEARCH = ['shop.svc.cluster.local', 'svc.cluster.local', 'cluster.local'];

describe('podResolver', () => {
  it.each<[string, PodSpec, object]>([
    ['asks the cluster', {}, { server: 'cluster', nameservers: ['10.96.0.10'], search: SEARCH, ndots: 5 }],
    [
      'asks the node with hostNetwork',
      { hostNetwork: true },
      { server: 'host', nameservers: ['172.18.0.1'], search: [], ndots: 1 },
    ],
    [
      'asks the cluster with hostNetwork when told to',
      { hostNetwork: true, dnsPolicy: 'ClusterFirstWithHostNet' },
      { server: 'cluster', search: SEARCH },
    ],
    ['asks the node with Default', { dnsPolicy: 'Default' }, { server: 'host', search: [] }],
    [
      'asks whom dnsConfig names with None',
      {
        dnsPolicy: 'None',
        dnsConfig: { nameservers: ['10.96.0.10'], searches: ['x'], options: [{ name: 'ndots', value: '2' }] },
      },
      { server: 'cluster', nameservers: ['10.96.0.10'], search: ['x'], ndots: 2 },
    ],
    [
      'asks nobody when nobody is there',
      { dnsPolicy: 'None', dnsConfig: { nameservers: ['1.2.3.4'] } },
      { server: 'nobody' },
    ],
    [
      'passes over one who is not there',
      { dnsPolicy: 'None', dnsConfig: { nameservers: ['1.2.3.4', '172.18.0.1'] } },
      { server: 'host' },
    ],
    [
      'adds dnsConfig to the policy',
      { dnsConfig: { searches: ['cluster.local', 'more'], nameservers: ['9.9.9.9'] } },
      { nameservers: ['10.96.0.10', '9.9.9.9'], search: [...SEARCH, 'more'], ndots: 5 },
    ],
  ])('%s', (_, spec, expected) => {
    expect(podResolver('shop', spec, servers)).toMatchObject(expected);
  });

  it('keeps to three nameservers', () => {
    const nameservers = ['1.1.1.1', '2.2.2.2', '3.3.3.3', '4.4.4.4'];
    expect(podResolver('shop', { dnsPolicy: 'None', dnsConfig: { nameservers } }, servers).nameservers).toHaveLength(3);
  });
});
