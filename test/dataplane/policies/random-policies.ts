import fc from 'fast-check';
import type { PolicyPod } from '../../../src/dataplane/policies/policy-index';
import type { Manifest } from '../../../src/model/manifest';
import type { NaivePolicy } from './naive-reading';

const KEYS = ['app', 'role'] as const;
const VALUES = ['a', 'b', ''] as const;
const NAMESPACES = ['x', 'y'] as const;
export const NAMESPACE_LABELS = { x: { team: 'a' }, y: { team: 'b' } } as const;

const expression = fc.oneof(
  fc.record({
    key: fc.constantFrom(...KEYS),
    operator: fc.constantFrom('In', 'NotIn'),
    values: fc.subarray([...VALUES], { minLength: 1 }),
  }),
  fc.record({ key: fc.constantFrom(...KEYS), operator: fc.constantFrom('Exists', 'DoesNotExist') }),
);
const labels = fc.dictionary(fc.constantFrom(...KEYS), fc.constantFrom(...VALUES), { maxKeys: 2 });
const selector = fc.record(
  { matchLabels: labels, matchExpressions: fc.array(expression, { maxLength: 2 }) },
  { requiredKeys: [] },
);
const namespaceSelector = fc.constantFrom(
  {},
  { matchLabels: { team: 'a' } },
  { matchLabels: { 'kubernetes.io/metadata.name': 'y' } },
);
const block = fc.constantFrom<{ cidr: string; except?: string[] }>(
  { cidr: '10.244.0.0/16' },
  { cidr: '10.244.0.0/16', except: ['10.244.1.0/24'] },
  { cidr: '0.0.0.0/0', except: ['10.0.0.0/8'] },
  { cidr: '203.0.113.0/24' },
  { cidr: 'fd00:10:244::/56', except: ['fd00:10:244:1::/64'] },
  { cidr: '::/0' },
);
const peer = fc.oneof(
  fc.record({ podSelector: selector }),
  fc.record({ namespaceSelector }),
  fc.record({ namespaceSelector, podSelector: selector }),
  fc.record({ ipBlock: block }),
);
const port = fc.record(
  {
    protocol: fc.constantFrom('TCP', 'UDP'),
    port: fc.constantFrom<number | string>(80, 8080, 'http', 'metrics'),
  },
  { requiredKeys: [] },
);
const range = fc.constantFrom({ port: 8000, endPort: 8080 }, { protocol: 'UDP', port: 1, endPort: 100 });
const ports = fc.array(fc.oneof(port, range), { maxLength: 2 });
const peers = fc.array(peer, { maxLength: 2 });
/** A policy that is easily met: few labels, addresses and ports. */
export const policy: fc.Arbitrary<NaivePolicy> = fc.record({
  namespace: fc.constantFrom(...NAMESPACES),
  spec: fc.record(
    {
      podSelector: selector,
      policyTypes: fc.subarray(['Ingress', 'Egress']),
      ingress: fc.array(fc.record({ from: peers, ports }, { requiredKeys: [] }), { maxLength: 2 }),
      egress: fc.array(fc.record({ to: peers, ports }, { requiredKeys: [] }), { maxLength: 2 }),
    },
    { requiredKeys: [] },
  ),
});

const containers = fc.constantFrom(
  [{ ports: [{ name: 'http', containerPort: 8080 }] }],
  [
    {
      ports: [
        { name: 'http', containerPort: 80 },
        { name: 'metrics', containerPort: 8080, protocol: 'UDP' as const },
      ],
    },
  ],
  [],
);
const pod: fc.Arbitrary<PolicyPod> = fc
  .record({ namespace: fc.constantFrom(...NAMESPACES), labels, containers })
  .map(({ containers: list, ...rest }) => ({ ...rest, key: `${rest.namespace}/pod`, spec: { containers: list } }));
const end = fc.oneof(
  fc.record({ pod, address: fc.constantFrom('10.244.1.5', '10.244.2.5', 'fd00:10:244:1::5', 'fd00:10:244:2::5') }),
  fc.record({ address: fc.constantFrom('203.0.113.7', '172.18.0.2', '2001:db8::7') }),
);
/** What goes from one end to another. */
export const connection = fc.record({
  source: end,
  destination: end,
  protocol: fc.constantFrom('TCP' as const, 'UDP' as const),
  port: fc.constantFrom(80, 8000, 8080, 8081),
});

/** The objects of an API server that has these policies. */
export function manifestsOf(policies: readonly NaivePolicy[]): readonly Manifest[] {
  return [
    ...Object.entries(NAMESPACE_LABELS).map(([name, labels]): Manifest => {
      return { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } };
    }),
    ...policies.map(({ namespace, spec }, index): Manifest => {
      const metadata = { name: `p${index}`, namespace };
      return { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata, spec };
    }),
  ];
}
