import { service } from '../example';
import { defineRule } from '../rule';
import { isHeadless } from './service-shape';

export const headlessIgnored = defineRule({
  id: 'service/headless-ignored',
  source: 'apiserver',
  stage: 'warn',
  severity: 'warning',
  kinds: ['Service'],
  summary: 'A headless Service has no externalIPs, no loadBalancerIP and no session affinity.',
  why: 'kube-apiserver warns (GetWarningsForService in pkg/api/service): clients of a headless Service dial the Pods, so that kube-proxy has no say.',
  fix: 'Leave the field out, or leave clusterIP: None out.',
  passing: [{ title: 'A headless Service', manifests: service('clusterIP: None') }],
  failing: [
    {
      title: 'Session affinity',
      manifests: service('clusterIP: None\nsessionAffinity: ClientIP'),
      path: 'spec.sessionAffinity',
      kind: 'Ignored',
    },
  ],
  *check(object) {
    const spec = object.at('spec');
    if (!isHeadless(object) || spec.at('type').value !== 'ClusterIP') return;
    const [balancer, ips, affinity] = [spec.at('loadBalancerIP'), spec.at('externalIPs'), spec.at('sessionAffinity')];
    if (balancer.text !== '') yield balancer.ignored('spec.loadBalancerIP is ignored for headless services');
    if (ips.items().length > 0) yield ips.ignored('spec.externalIPs is ignored for headless services');
    if (affinity.value !== 'None') yield affinity.ignored('spec.SessionAffinity is ignored for headless services');
  },
});
