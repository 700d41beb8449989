import type { Probe, ProbeTarget, Verdict } from '../../src/probes/probe';
import type { RecordedProbe, RecordedVerdict } from '../../src/probes/recorded';
import { probeOf, verdictFrom, withoutKind } from '../../src/probes/recorded';

const TARGETS: readonly ProbeTarget[] = [
  { kind: 'transport', protocol: 'udp', host: 'web', port: 53 },
  { kind: 'http', protocol: 'https', host: 'web', path: '/' },
  { kind: 'dns', dns: { name: 'web', type: 'A' } },
  { kind: 'env', env: { pod: 'shop/web-1' } },
];

test.each(TARGETS.map((to) => [to.kind, to] as const))(
  'a probe of kind %s is itself again when it was JSON',
  (_, to) => {
    const probe: Probe = { id: '001', from: { outside: true }, to };
    const recorded = JSON.parse(JSON.stringify({ ...probe, to: withoutKind(to) })) as RecordedProbe;
    expect(recorded.to).not.toHaveProperty('kind');
    expect(probeOf(recorded)).toEqual(probe);
    expect(probeOf(probe)).toBe(probe);
  },
);

const [transport, , dns, env] = TARGETS as [ProbeTarget, ProbeTarget, ProbeTarget, ProbeTarget];

test.each<[string, ProbeTarget, Verdict]>([
  ['an answer', transport, { kind: 'connection', outcome: 'reached', by: ['shop/web-1'] }],
  ['the silence of a server', transport, { kind: 'connection', outcome: 'timedOut' }],
  ['records', dns, { kind: 'dns', rcode: 'NOERROR', records: [] }],
  ['the silence of a DNS server', dns, { kind: 'dns', rcode: 'TIMEOUT', records: [] }],
  ['variables', env, { kind: 'env', env: {} }],
  [
    'what depends on others',
    dns,
    {
      kind: 'depends',
      outcome: 'implementationSpecific',
      on: 'the network plugin',
      why: 'whether it looks',
      either: [
        { kind: 'dns', rcode: 'NOERROR', records: [] },
        { kind: 'dns', rcode: 'TIMEOUT', records: [] },
      ],
    },
  ],
  ['what was not learnt', dns, { kind: 'notRun', outcome: 'notRun', reason: 'no prober' }],
])('%s is itself again when it was JSON', (_, to, verdict) => {
  const recorded = JSON.parse(JSON.stringify(withoutKind(verdict))) as RecordedVerdict;
  expect(verdictFrom(to, recorded)).toEqual(verdict);
});
