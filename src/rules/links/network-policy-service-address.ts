import { ipBlocksOf } from '../network-policy/policy-shape';
import { defineRule } from '../rule';
import { deployment, networkPolicy, stream } from './examples';
import { policyAt } from './facts/policy-at';
import { isServiceBlock } from './facts/service-ranges';

const WEB = deployment('web', '{ app: web }');
const allow = (cidr: string) =>
  networkPolicy(
    'web',
    `podSelector: {}\npolicyTypes: [Egress]\negress:\n  - to: [{ namespaceSelector: {} }]\n    ports: [{ port: 53, protocol: UDP }]\n  - to: [{ ipBlock: { cidr: ${cidr} } }]\n    ports: [{ port: 443 }]`,
  );

export const networkPolicyServiceAddress = defineRule({
  id: 'links/network-policy-service-address',
  source: 'links',
  stage: 'deployed',
  severity: 'warning',
  kinds: ['NetworkPolicy'],
  summary: 'A NetworkPolicy names Pods, not the cluster IPs of Services.',
  why: 'Most network plugins look at a packet after kube-proxy has put the address and port of a Pod in place of the cluster IP: a block of Service addresses lets nothing through.',
  fix: 'Name the Pods behind the Services with podSelector and namespaceSelector, and the ports that they listen on.',
  passing: [{ title: 'A network outside', manifests: stream(WEB, allow('203.0.113.0/24')) }],
  failing: [
    {
      title: 'The Service range',
      manifests: stream(WEB, allow('10.96.0.0/16')),
      path: 'spec.egress[1].to[0].ipBlock.cidr',
      kind: 'Invalid',
    },
  ],
  *check(object, context) {
    const policy = ipBlocksOf(object).length === 0 ? undefined : policyAt(object, context);
    if (policy === undefined) return;
    for (const [index, { ports }] of policy.egress.entries()) {
      // What asks for DNS is told by the rule about DNS.
      if (ports.length > 0 && ports.every(({ port }) => port === 53)) continue;
      for (const peer of object.at('spec', 'egress').key(index).at('to').items()) {
        const cidr = peer.at('ipBlock', 'cidr');
        if (!isServiceBlock(context.model, cidr.text)) continue;
        yield cidr.invalid(
          'is a block of cluster IPs, which a policy does not see: it sees the Pod behind the Service',
        );
      }
    }
  },
});
