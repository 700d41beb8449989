import * as fc from 'fast-check';
import { isGranted } from '../../../src/model/gateway/grants';
import type { ObjectReference, ReferenceGrant } from '../../../src/model/gateway/objects';

const GROUP = 'gateway.networking.k8s.io';
const namespace = fc.constantFrom('a', 'b', 'c');
const from = fc.record({ group: fc.constantFrom(GROUP, ''), kind: fc.constantFrom('HTTPRoute', 'Gateway'), namespace });
const to = fc.record(
  {
    group: fc.constantFrom('', 'x'),
    kind: fc.constantFrom('Service', 'Secret'),
    name: fc.constantFrom('', 'web', 'api'),
  },
  { requiredKeys: ['kind'] },
);
const grant = fc.record({
  metadata: fc.record({ name: fc.constant('grant'), namespace }),
  spec: fc.record({ from: fc.array(from, { maxLength: 3 }), to: fc.array(to, { maxLength: 3 }) }),
});
const referent = fc.record({
  group: fc.constantFrom('', 'x'),
  kind: fc.constantFrom('Service', 'Secret'),
  namespace,
  name: fc.constantFrom('web', 'api'),
});

/** As the specification has it, grant by grant. */
function allows({ metadata, spec }: ReferenceGrant, who: { kind: string; namespace: string }, what: ObjectReference) {
  const { from: froms = [], to: tos = [] } = spec;
  return (
    metadata.namespace === what.namespace &&
    froms.some((each) => each.group === GROUP && each.kind === who.kind && each.namespace === who.namespace) &&
    tos.some(
      (each) =>
        (each.group ?? '') === what.group && each.kind === what.kind && ['', what.name].includes(each.name ?? ''),
    )
  );
}

test.each([
  ['grants as an API server takes them', 1],
  ['grants of more pairs than that', 200],
])('%s let in whoever one of them names, and nobody else', (_, times) => {
  const many = (spec: ReferenceGrant['spec']) => ({
    from: Array.from({ length: times }, () => spec.from ?? []).flat(),
    to: Array.from({ length: times }, () => spec.to ?? []).flat(),
  });
  fc.assert(
    fc.property(fc.array(grant, { maxLength: 4 }), from, referent, (grants, who, what) => {
      const given = grants.map(({ metadata, spec }) => ({ metadata, spec: many(spec) }));
      const isAllowed = who.namespace === what.namespace || grants.some((each) => allows(each, who, what));
      expect(isGranted({ grants: given }, who, what)).toBe(isAllowed);
    }),
  );
});
