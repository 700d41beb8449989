import * as fc from 'fast-check';
import { AdmittedPorts } from '../../src/model/admitted-ports';
import { NetworkModel } from '../../src/model/network-model';
import { portsAllow } from '../../src/model/network-policies';

const [workload] = NetworkModel.of([
  {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'web' },
    spec: {
      containers: [
        {
          name: 'web',
          ports: [
            { name: 'http', containerPort: 5 },
            { name: 'dns', containerPort: 3, protocol: 'UDP' },
          ],
        },
      ],
    },
  },
]).workloads;

const port = fc.record(
  {
    port: fc.oneof(fc.nat(9), fc.constantFrom('http', 'dns', 'none')),
    endPort: fc.nat(9),
    protocol: fc.constantFrom('TCP' as const, 'UDP' as const),
  },
  { requiredKeys: [] },
);
const rules = fc.array(
  fc.array(port, { minLength: 1, maxLength: 3 }).map((ports) => ({ peers: [], ports })),
  { maxLength: 4 },
);

test('what rules let through together is what one of them lets through', () => {
  fc.assert(
    fc.property(rules, (list) => {
      const admitted = new AdmittedPorts(list);
      for (const protocol of ['TCP', 'UDP'] as const) {
        for (let number = 0; number < 10; number++) {
          const expected = list.some((rule) => portsAllow(rule, number, protocol, workload));
          expect(admitted.has(number, protocol, workload!)).toBe(expected);
        }
      }
    }),
  );
  expect(new AdmittedPorts([{ peers: [], ports: [] }]).has(1, 'SCTP', workload!)).toBe(true);
});
