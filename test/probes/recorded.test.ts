import type { Expectation } from '../../src/probes/expectation';
import type { Probe, ProbeTarget, Verdict } from '../../src/probes/probe';
import type { RecordedProbe, RecordedVerdict, Unnamed } from '../../src/probes/recorded';
import { expectationFrom, probeOf, targetOf, verdictFrom, withoutKind } from '../../src/probes/recorded';

const TARGETS: { readonly [K in ProbeTarget['kind']]: Extract<ProbeTarget, { kind: K }> } = {
  transport: { kind: 'transport', protocol: 'udp', host: 'web', port: 53 },
  http: { kind: 'http', protocol: 'https', host: 'web', path: '/' },
  request: { kind: 'request', ingress: true, protocol: 'http', path: '/' },
  dns: { kind: 'dns', dns: { name: 'web', type: 'A' } },
  env: { kind: 'env', env: { pod: 'shop/web-1' } },
};

test.each(Object.values(TARGETS).map((to) => [to.kind, to] as const))(
  'a probe of kind %s is itself again when it was JSON',
  (_, to) => {
    const probe: Probe = { id: '001', from: { outside: true }, to };
    const recorded = JSON.parse(JSON.stringify({ ...probe, to: withoutKind(to) })) as RecordedProbe;
    expect(recorded.to).not.toHaveProperty('kind');
    expect(probeOf(recorded)).toEqual(probe);
    expect(probeOf(probe)).toBe(probe);
  },
);

test('a target that no kind of probe has is refused', () => {
  expect(() => targetOf({ protocol: 'quic', host: 'web', port: 443 } as never)).toThrow(RangeError);
});

const { transport, dns, env } = TARGETS;

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

test.each<[string, ProbeTarget, Expectation]>([
  ['an answer', transport, { kind: 'connection', outcome: 'reached', by: ['shop/web-1'] }],
  ['silence', transport, { kind: 'connection', outcome: 'blocked' }],
  ['records', dns, { kind: 'dns', data: ['10.0.0.1'] }],
  ['the silence of a DNS server', dns, { kind: 'dns', outcome: 'blocked', because: 'NetworkPolicy shop/deny' }],
  ['what others decide', transport, { kind: 'open', on: 'the network plugin', why: 'whether it looks' }],
])('%s as an expectation is itself again when it was JSON', (_, to, expectation) => {
  const recorded = JSON.parse(JSON.stringify(withoutKind(expectation))) as Unnamed<Expectation>;
  expect(expectationFrom(to, recorded)).toEqual(expectation);
});
