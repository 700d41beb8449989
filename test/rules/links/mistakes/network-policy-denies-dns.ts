import { DNS, deployment, policy } from '../builders';
import type { RuleCases } from './mistake';
import { at } from './mistake';

const PRIVATE = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'];

export const networkPolicyDeniesDns: RuleCases = {
  rule: 'links/network-policy-denies-dns',
  faulty: [
    at('NetworkPolicy/shop/deny', 'spec.egress', 'nothing may leave', [
      policy('deny', { podSelector: {}, policyTypes: ['Egress'] }),
      deployment('web'),
    ]),
    at('NetworkPolicy/shop/to-api', 'spec.egress', 'only another Pod is allowed', [
      policy('to-api', {
        podSelector: { matchLabels: { app: 'web' } },
        policyTypes: ['Egress'],
        egress: [{ to: [{ podSelector: { matchLabels: { app: 'api' } } }] }],
      }),
      deployment('web'),
      deployment('api'),
    ]),
    at('NetworkPolicy/shop/dns', 'spec.egress', 'DNS over TCP only', [
      policy('dns', { podSelector: {}, policyTypes: ['Egress'], egress: [{ ports: [{ port: 53 }] }] }),
      deployment('web'),
    ]),
    at('NetworkPolicy/shop/out', 'spec.egress', 'the internet only', [
      policy('out', {
        podSelector: {},
        policyTypes: ['Egress'],
        egress: [{ to: [{ ipBlock: { cidr: '0.0.0.0/0', except: PRIVATE } }] }],
      }),
      deployment('web'),
    ]),
  ],
  right: [
    {
      title: 'DNS in a second policy',
      input: [
        policy('deny', { podSelector: {}, policyTypes: ['Egress'] }),
        policy('dns', {
          podSelector: {},
          policyTypes: ['Egress'],
          egress: [
            {
              to: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } } }],
              ports: [{ port: 53, protocol: 'UDP' }],
            },
          ],
        }),
        deployment('web'),
      ],
    },
    {
      title: 'everything may leave',
      input: [policy('all', { podSelector: {}, policyTypes: ['Egress'], egress: [{}] }), deployment('web')],
    },
    {
      title: 'the internet, and the cluster DNS',
      input: [
        policy('out', {
          podSelector: {},
          policyTypes: ['Egress'],
          egress: [DNS, { to: [{ ipBlock: { cidr: '0.0.0.0/0', except: PRIVATE } }] }],
        }),
        deployment('web'),
      ],
    },
    {
      title: 'Pods that ask a name server of their own',
      input: [
        policy('out', {
          podSelector: {},
          policyTypes: ['Egress'],
          egress: [{ to: [{ ipBlock: { cidr: '9.9.9.9/32' } }], ports: [{ port: 53, protocol: 'UDP' }] }],
        }),
        deployment('web', { pod: { dnsPolicy: 'None', dnsConfig: { nameservers: ['9.9.9.9'] } } }),
      ],
    },
  ],
};
