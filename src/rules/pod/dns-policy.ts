import { pod } from '../example';
import { definePodRule } from './pod-rule';

const POLICIES = ['ClusterFirstWithHostNet', 'ClusterFirst', 'Default', 'None'];
const WEB = 'containers: [{ name: web, image: web }]';

export const dnsPolicy = definePodRule({
  id: 'pod/dns-policy',
  stage: 'validate',
  severity: 'error',
  field: 'spec.dnsPolicy',
  summary: 'dnsPolicy is ClusterFirst, ClusterFirstWithHostNet, Default or None.',
  why: 'kube-apiserver refuses others (validateDNSPolicy in pkg/apis/core/validation).',
  fix: 'Leave it out for ClusterFirst, or write ClusterFirstWithHostNet on the host network.',
  passing: [{ title: 'On the host network', manifests: pod(`dnsPolicy: ClusterFirstWithHostNet\n${WEB}`) }],
  failing: [
    {
      title: 'Small letters',
      manifests: pod(`dnsPolicy: default\n${WEB}`),
      path: 'spec.dnsPolicy',
      kind: 'NotSupported',
    },
  ],
  *check(pod) {
    const policy = pod.at('spec', 'dnsPolicy');
    if (policy.text !== '' && !POLICIES.includes(policy.text)) yield policy.notSupported(POLICIES);
  },
});
