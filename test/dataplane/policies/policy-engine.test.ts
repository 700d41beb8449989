import fc from 'fast-check';
import { PolicyEngine } from '../../../src/dataplane/policies/policy-engine';
import { PolicyIndex } from '../../../src/dataplane/policies/policy-index';
import { NetworkModel } from '../../../src/model/network-model';
import { policiesOf } from '../../../src/model/network-policies';
import { allowedBy } from './naive-reading';
import { connection, manifestsOf, NAMESPACE_LABELS, policy } from './random-policies';

/** `POLICY_RUNS=100000 npx vitest run --project unit policy-engine` asks about more of them. */
const RUNS = Number(process.env.POLICY_RUNS ?? 500);

test('the engine allows what a naive reading of the specification allows, direction by direction', () => {
  fc.assert(
    fc.property(fc.array(policy, { maxLength: 5 }), connection, (policies, asked) => {
      const model = NetworkModel.of(manifestsOf(policies));
      const engine = new PolicyEngine(model, new PolicyIndex(policiesOf(model)));
      for (const direction of ['Ingress', 'Egress'] as const) {
        const ruling = engine.rule(direction, asked);
        const isAllowed = ruling === undefined || ruling.by !== undefined;
        expect(isAllowed).toBe(allowedBy(policies, NAMESPACE_LABELS, direction, asked));
      }
    }),
    { numRuns: RUNS },
  );
});
