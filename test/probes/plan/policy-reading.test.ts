import fc from 'fast-check';
import type { End } from '../../../src/dataplane/policies/ruling';
import type { Manifest } from '../../../src/model/manifest';
import { NetworkModel } from '../../../src/model/network-model';
import type { Workload } from '../../../src/model/workload';
import type { Party } from '../../../src/probes/plan/policy-reading';
import { answerOf } from '../../../src/probes/plan/policy-reading';
import { allowedBy } from '../../dataplane/policies/naive-reading';
import { connection, manifestsOf, NAMESPACE_LABELS, policy } from '../../dataplane/policies/random-policies';

/** `POLICY_RUNS=100000` asks about more of them. */
const RUNS = Number(process.env.POLICY_RUNS ?? 500);

const ENDS = ['source', 'destination'] as const;

function manifestOf({ pod }: End, name: string): readonly Manifest[] {
  if (pod === undefined) return [];
  const { namespace, labels, spec } = pod;
  return [{ apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace, labels: { ...labels } }, spec }];
}

test('the plan reads policies as a naive reading of the specification does, direction by direction', () => {
  fc.assert(
    fc.property(fc.array(policy, { maxLength: 5 }), connection, (policies, asked) => {
      const model = NetworkModel.of([
        ...manifestsOf(policies),
        ...ENDS.flatMap((name) => manifestOf(asked[name], name)),
      ]);
      const workload = (name: string) => model.workloads.find(({ ref }) => ref.name === name);
      const party = (name: (typeof ENDS)[number]): Party => {
        const pod: Workload | undefined = workload(name);
        return { address: asked[name].address, ...(pod === undefined ? {} : { pod }) };
      };
      const port = { number: asked.port, protocol: asked.protocol, named: party('destination') };
      for (const [direction, own, other] of [
        ['Ingress', 'destination', 'source'],
        ['Egress', 'source', 'destination'],
      ] as const) {
        const subject = workload(own);
        if (subject === undefined) continue;
        const isAllowed = allowedBy(policies, NAMESPACE_LABELS, direction, asked);
        expect(answerOf(model, direction, subject, party(other), port).answer).toBe(isAllowed ? 'yes' : 'no');
      }
    }),
    { numRuns: RUNS },
  );
});
