import { domainIn } from '../../../src/targets/cluster/cluster-domain';

test.each([
  [
    'the domain that the kubelet writes',
    'search shop.svc.corp.internal svc.corp.internal corp.internal lan',
    'corp.internal',
  ],
  [
    'the default domain',
    'nameserver 10.96.0.10\nsearch shop.svc.cluster.local svc.cluster.local cluster.local\n',
    'cluster.local',
  ],
  ["nothing of a resolver that is not the cluster's", 'search example.com lan\nnameserver 192.0.2.1\n', undefined],
  ['nothing of an empty file', '', undefined],
])('%s is read from resolv.conf', (_, text, domain) => expect(domainIn(text)).toBe(domain));
