import { DNS, deployment, http, policy, service, web } from '../builders';
import type { RuleCases } from './mistake';
import { at } from './mistake';

export const networkPolicyEgressPort: RuleCases = {
  rule: 'links/network-policy-egress-port',
  faulty: [
    at('NetworkPolicy/shop/web', 'spec.egress[0].ports[0].port', 'the port of the Service, on the way out', [
      policy('web', {
        podSelector: { matchLabels: { app: 'client' } },
        policyTypes: ['Egress'],
        egress: [
          { to: [{ podSelector: { matchLabels: { app: 'web' } } }], ports: [{ port: 80 }] },
          { ports: [{ port: 53, protocol: 'UDP' }] },
        ],
      }),
      web(),
      deployment('web'),
      deployment('client'),
    ]),
    at('NetworkPolicy/shop/out', 'spec.egress[1].ports[0].port', 'the name of the Service port on the way out', [
      policy('out', {
        podSelector: {},
        policyTypes: ['Egress'],
        egress: [DNS, { to: [{ podSelector: { matchLabels: { app: 'web' } } }], ports: [{ port: 'front' }] }],
      }),
      service('web', { selector: { app: 'web' }, ports: [{ name: 'front', port: 80, targetPort: 8080 }] }),
      deployment('web'),
    ]),
    at(
      'NetworkPolicy/shop/out',
      'spec.egress[1].ports[0].port',
      'the Service port of another namespace, by a label of it',
      [
        { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'back', labels: { team: 'back' } } },
        policy('out', {
          podSelector: {},
          policyTypes: ['Egress'],
          egress: [DNS, { to: [{ namespaceSelector: { matchLabels: { team: 'back' } } }], ports: [{ port: 80 }] }],
        }),
        service('back/api', { selector: { app: 'api' }, ports: http }),
        deployment('back/api'),
        deployment('web'),
      ],
    ),
  ],
  right: [
    {
      title: 'the port that the Pods listen on, on the way out',
      input: [
        policy('web', {
          podSelector: { matchLabels: { app: 'client' } },
          policyTypes: ['Egress'],
          egress: [
            { to: [{ podSelector: { matchLabels: { app: 'web' } } }], ports: [{ port: 8080 }] },
            { ports: [{ port: 53, protocol: 'UDP' }] },
          ],
        }),
        web(),
        deployment('web'),
        deployment('client'),
      ],
    },
    ...[
      { title: 'the port of the Service beside that of the Pods', ports: [{ port: 80 }, { port: 8080 }] },
      { title: 'the number of the port of the Service, by UDP', ports: [{ port: 80, protocol: 'UDP' }] },
    ].map(({ title, ports }) => ({
      title,
      input: [
        policy('web', {
          podSelector: { matchLabels: { app: 'client' } },
          policyTypes: ['Egress'],
          egress: [DNS, { to: [{ podSelector: { matchLabels: { app: 'web' } } }], ports }],
        }),
        web(),
        deployment('web'),
        deployment('client'),
      ],
    })),
    {
      title: 'all addresses but that of the metadata server',
      input: [
        policy('out', {
          podSelector: {},
          policyTypes: ['Egress'],
          egress: [{ to: [{ ipBlock: { cidr: '0.0.0.0/0', except: ['169.254.169.254/32'] } }] }],
        }),
        deployment('web'),
      ],
    },
  ],
};
