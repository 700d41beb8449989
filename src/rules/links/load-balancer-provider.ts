import type { NetworkModel } from '../../model/network-model';
import { viewOf } from '../../model/view';
import { defineRule } from '../rule';
import { service } from './examples';
import { serviceAt } from './facts/service-at';

const SPEC = 'type: LoadBalancer\nselector: { app: web }\nports: [{ port: 80 }]';

export const loadBalancerProvider = defineRule({
  id: 'links/load-balancer-provider',
  source: 'links',
  stage: 'deployed',
  severity: 'info',
  kinds: ['Service'],
  field: 'spec.type',
  summary: 'The cluster has something that gives Services of type LoadBalancer an address.',
  why: 'Kubernetes itself gives no address: without a cloud provider, MetalLB, kube-vip or the like the EXTERNAL-IP stays <pending>, and only clusterIP and nodePort answer.',
  fix: 'Say what the cluster has with the option provides: [loadbalancer], or use type NodePort or an Ingress.',
  passing: [{ title: 'The cluster has a provider', manifests: service(SPEC), options: { provides: ['loadbalancer'] } }],
  failing: [
    {
      title: 'The cluster has none',
      manifests: service(SPEC),
      options: { provides: [] },
      path: 'spec.type',
      kind: 'Invalid',
    },
    { title: 'Nobody knows', manifests: service(SPEC), path: 'spec.type', kind: 'Invalid' },
  ],
  *check(object, context) {
    const { spec } = serviceAt(object, context);
    const { provides } = context.cluster;
    if (spec.type !== 'LoadBalancer' || provides?.includes('loadbalancer') === true || bringsProvider(context.model)) {
      return;
    }
    yield provides === undefined
      ? object.at('spec', 'type').invalid('needs a provider of load balancers')
      : object.at('spec', 'type').invalid('the cluster has no provider of load balancers', { severity: 'warning' });
  },
});

/** Address pools of MetalLB, Cilium, PureLB and kube-vip: who declares one has the provider. */
const bringsProvider = viewOf((model: NetworkModel) =>
  model.objects.some(({ ref }) => /^(IPAddressPool|CiliumLoadBalancerIPPool|LBNodeAgent|ServiceGroup)$/.test(ref.kind)),
);
