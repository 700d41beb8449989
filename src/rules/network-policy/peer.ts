import { defineRule } from '../rule';
import { networkPolicy, peersOf } from './policy-shape';

export const policyPeer = defineRule({
  id: 'network-policy/peer',
  source: 'apiserver',
  stage: 'validate',
  severity: 'error',
  kinds: ['NetworkPolicy'],
  summary: 'A peer is Pods, by podSelector and namespaceSelector, or an ipBlock: one of the two, and never neither.',
  why: 'kube-apiserver refuses others (ValidateNetworkPolicyPeer in pkg/apis/networking/validation).',
  fix: 'Write each peer as an item of its own; leave the list out for everybody.',
  passing: [
    {
      title: 'Pods and a network, an item each',
      manifests: networkPolicy('ingress: [{ from: [{ podSelector: {} }, { ipBlock: { cidr: 10.0.0.0/8 } }] }]'),
    },
  ],
  failing: [
    {
      title: 'Nobody',
      manifests: networkPolicy('ingress: [{ from: [{}] }]'),
      path: 'spec.ingress[0].from[0]',
      kind: 'Required',
    },
    {
      title: 'Pods of a network',
      manifests: networkPolicy('egress: [{ to: [{ podSelector: {}, ipBlock: { cidr: 10.0.0.0/8 } }] }]'),
      path: 'spec.egress[0].to[0]',
      kind: 'Forbidden',
    },
  ],
  *check(object) {
    for (const peer of peersOf(object)) {
      const selects = peer.at('podSelector').present || peer.at('namespaceSelector').present;
      const isBlock = peer.at('ipBlock').present;
      if (selects && isBlock) yield peer.forbidden('may not specify both ipBlock and another peer');
      if (!selects && !isBlock) yield peer.required('must specify a peer');
    }
  },
});
