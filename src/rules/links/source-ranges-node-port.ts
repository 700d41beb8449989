import { defineRule } from '../rule';
import { service } from './examples';
import { serviceAt } from './facts/service-at';

const admin = (more: string) =>
  service(
    `type: LoadBalancer\nselector: { app: admin }\nloadBalancerSourceRanges: [203.0.113.0/24]\n${more}`,
    'name: admin',
  );

const LEAVE_OUT =
  'Leave nodePort out and set allocateLoadBalancerNodePorts to false, if the load balancer needs no node ports, or guard the nodes by a firewall.';

export const sourceRangesNodePort = defineRule({
  id: 'links/source-ranges-node-port',
  source: 'links',
  stage: 'deployed',
  severity: 'info',
  kinds: ['Service'],
  field: 'spec.loadBalancerSourceRanges',
  summary: 'A Service with source ranges has no node ports that let everybody in.',
  why: 'loadBalancerSourceRanges guard the address of the load balancer. Its node ports answer at every node, for whoever reaches the nodes, from any address.',
  fix: 'Set `allocateLoadBalancerNodePorts: false` if the load balancer needs no node ports, or guard the nodes by a firewall.',
  passing: [
    {
      title: 'No node ports',
      manifests: admin('allocateLoadBalancerNodePorts: false\nports: [{ port: 443, targetPort: 8080 }]'),
    },
  ],
  failing: [
    {
      title: 'A node port that is chosen by the cluster',
      manifests: admin('ports: [{ port: 443, targetPort: 8080 }]'),
      path: 'spec.loadBalancerSourceRanges',
      kind: 'Invalid',
    },
    {
      title: 'One that is written down',
      manifests: admin('ports: [{ port: 443, targetPort: 8080, nodePort: 30443 }]'),
      path: 'spec.loadBalancerSourceRanges',
      kind: 'Invalid',
    },
  ],
  *check(object, context) {
    const { spec, ports } = serviceAt(object, context);
    const ranges = object.at('spec', 'loadBalancerSourceRanges');
    if (spec.type !== 'LoadBalancer' || ranges.items().length === 0) return;
    if (ranges.items().some(({ text }) => text.endsWith('/0'))) return;
    const fixed = ports.flatMap(({ nodePort }) => (nodePort === undefined || nodePort === 0 ? [] : [nodePort]));
    if (fixed.length === 0 && spec.allocateLoadBalancerNodePorts === false) return;
    const detail = 'does not guard the nodePort of the Service';
    yield fixed.length === 0
      ? ranges.invalid(detail)
      : ranges.invalid(`${detail}, ${fixed.join(', ')}`, { fix: LEAVE_OUT });
  },
});
