import { deployment, policy, web } from '../builders';
import type { RuleCases } from './mistake';
import { at } from './mistake';

export const networkPolicyDeniesPort: RuleCases = {
  rule: 'links/network-policy-denies-port',
  faulty: [
    at('NetworkPolicy/shop/web', 'spec.ingress[0].ports[0].port', 'the port of the Service', [
      policy('web', { podSelector: { matchLabels: { app: 'web' } }, ingress: [{ ports: [{ port: 80 }] }] }),
      web(),
      deployment('web'),
    ]),
    at('NetworkPolicy/shop/web', 'spec.ingress', 'another protocol', [
      policy('web', {
        podSelector: { matchLabels: { app: 'web' } },
        ingress: [{ ports: [{ port: 8080, protocol: 'UDP' }] }],
      }),
      web(),
      deployment('web'),
    ]),
    at('NetworkPolicy/shop/deny', 'spec.ingress', 'nothing is let in', [
      policy('deny', { podSelector: { matchExpressions: [{ key: 'app', operator: 'In', values: ['web'] }] } }),
      web(),
      deployment('web'),
    ]),
  ],
  right: [
    {
      title: 'the named container port',
      input: [
        policy('web', { podSelector: { matchLabels: { app: 'web' } }, ingress: [{ ports: [{ port: 'http' }] }] }),
        web(),
        deployment('web'),
      ],
    },
    {
      title: 'a range',
      input: [
        policy('web', { podSelector: {}, ingress: [{ ports: [{ port: 8000, endPort: 9000 }] }] }),
        web(),
        deployment('web'),
      ],
    },
    {
      title: 'the network of the host',
      input: [
        policy('deny', { podSelector: {}, policyTypes: ['Ingress', 'Egress'] }),
        web(),
        deployment('web', { pod: { hostNetwork: true } }),
      ],
    },
    {
      title: 'other Pods',
      input: [
        policy('db', { podSelector: { matchLabels: { app: 'db' } }, policyTypes: ['Ingress', 'Egress'] }),
        web(),
        deployment('web'),
      ],
    },
  ],
};
