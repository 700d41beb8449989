import { service } from '../example';
import { defineRule } from '../rule';
import { isHeadless } from './service-shape';

export const externalIPsDeprecated = defineRule({
  id: 'service/external-ips-deprecated',
  source: 'apiserver',
  stage: 'warn',
  severity: 'warning',
  kinds: ['Service'],
  field: 'spec.externalIPs',
  versions: { since: '1.36' },
  summary: 'externalIPs are on their way out.',
  why: 'kube-apiserver warns from Kubernetes 1.36 on (GetWarningsForService in pkg/api/service): anybody who may create a Service can claim any address with them (CVE-2020-8554).',
  fix: 'Use type: LoadBalancer with a provider that assigns the address.',
  passing: [
    { title: 'A load balancer', manifests: service('type: LoadBalancer\nports: [{ port: 80 }]') },
    { title: 'Before Kubernetes 1.36', manifests: service('externalIPs: [203.0.113.7]\nports: [{ port: 80 }]') },
  ],
  failing: [
    {
      title: 'On Kubernetes 1.36',
      manifests: service('externalIPs: [203.0.113.7]\nports: [{ port: 80 }]'),
      options: { kubernetesVersion: '1.36' },
      path: 'spec.externalIPs',
      kind: 'Ignored',
    },
  ],
  *check(object) {
    const ips = object.at('spec', 'externalIPs');
    if (ips.items().length === 0 || isHeadless(object) || object.at('spec', 'type').value === 'ExternalName') return;
    yield ips.ignored('spec.externalIPs is deprecated and may no longer be implemented in some clusters');
  },
});
