import { externalsOf } from '../../model/external-objects';
import { describeRef } from '../../terms/object-ref';
import type { Cursor, Finding, Words } from '../cursor';
import type { RuleContext } from '../rule';
import { defineRule } from '../rule';
import { deployment, other, service, stream } from './examples';
import type { MetalLB } from './facts/load-balancer-providers';
import { bringsPools, metalLBOf } from './facts/load-balancer-providers';
import { serviceAt } from './facts/service-at';

const METALLB = deployment(
  'controller',
  '{ app: metallb }',
  '{ name: controller, image: quay.io/metallb/controller:v0.15.2, args: [--port=7472] }',
);
const POOL = other('metallb.io/v1beta1', 'IPAddressPool', 'name: pool', 'spec: { addresses: [192.0.2.0/28] }');
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
  passing: [
    { title: 'The cluster has a provider', manifests: service(SPEC), options: { provides: ['loadbalancer'] } },
    { title: 'The input installs one, and its addresses', manifests: stream(METALLB, POOL, service(SPEC)) },
  ],
  failing: [
    {
      title: 'The cluster has none',
      manifests: service(SPEC),
      options: { provides: [] },
      path: 'spec.type',
      kind: 'Invalid',
    },
    {
      title: 'MetalLB without a pool',
      manifests: stream(METALLB, service(SPEC)),
      path: 'spec.type',
      kind: 'Invalid',
    },
    {
      title: 'A class that MetalLB does not serve',
      manifests: stream(METALLB, POOL, service(`${SPEC}\nloadBalancerClass: example.com/edge`)),
      path: 'spec.loadBalancerClass',
      kind: 'Invalid',
    },
    { title: 'Nobody knows', manifests: service(SPEC), path: 'spec.type', kind: 'Invalid' },
  ],
  *check(object, context) {
    const { spec } = serviceAt(object, context);
    if (spec.type !== 'LoadBalancer') return;
    const metalLB = metalLBOf(context.model);
    if (metalLB !== undefined) yield* judgeMetalLB(object.at('spec'), spec.loadBalancerClass, metalLB, context);
    const { provides } = context.cluster;
    if (metalLB !== undefined || provides?.includes('loadbalancer') === true || bringsPools(context.model)) return;
    yield provides === undefined
      ? object.at('spec', 'type').invalid('needs a provider of load balancers')
      : object.at('spec', 'type').invalid('the cluster has no provider of load balancers', { severity: 'warning' });
  },
});

/** Whether MetalLB, which the input installs, serves a Service of this class. */
function* judgeMetalLB(
  spec: Cursor,
  className: string | undefined,
  { ref, loadBalancerClass, hasPool }: MetalLB,
  { cluster }: RuleContext,
): Iterable<Finding> {
  if (className !== loadBalancerClass) {
    if (className !== undefined && OF_OTHERS.test(className)) return;
    const serves = loadBalancerClass === undefined ? 'Services without a class' : `the class ${loadBalancerClass}`;
    const detail = `${describeRef(ref)} serves only ${serves}`;
    const words: Words = {
      severity: 'warning',
      why: 'A provider leaves Services of other classes to others: the EXTERNAL-IP stays <pending>.',
      fix:
        loadBalancerClass === undefined
          ? 'Leave loadBalancerClass out.'
          : `Set \`loadBalancerClass: ${loadBalancerClass}\`.`,
    };
    const field = spec.at('loadBalancerClass');
    yield className === undefined ? field.required(detail, words) : field.invalid(detail, words);
  } else if (!hasPool && !externalsOf(cluster).hasAny('IPAddressPool')) {
    yield spec.at('type').invalid(`${describeRef(ref)} has no IPAddressPool to take an address from`, {
      severity: 'warning',
      why: 'MetalLB gives addresses from its pools alone: without one the EXTERNAL-IP stays <pending>.',
      fix: 'Declare an IPAddressPool, with an L2Advertisement or BGPAdvertisement; if it is made elsewhere, say so with the option external: IPAddressPool/namespace/name.',
    });
  }
}

/** Classes of other providers that may be there beside MetalLB. */
const OF_OTHERS = /^(service\.k8s\.aws|io\.cilium|kube-vip\.io|tailscale|networking\.gke\.io)(\/|$)/;
