import { completeIPFamilies } from '../../model/allocation/ip-families';
import type { NetworkModel } from '../../model/network-model';
import type { Direction, Policy, PolicyRule } from '../../model/network-policies';
import { workloadsUnder } from '../../model/network-policies';
import type { Service } from '../../model/objects';
import { viewOf } from '../../model/view';
import type { Workload } from '../../model/workload';
import { cidrsOf } from '../../terms/cidr';
import type { IPFamily } from '../../terms/ip';
import { familyOf } from '../../terms/ip';
import { append } from '../../terms/maps';
import type { RuleContext } from '../rule';
import { defineRule } from '../rule';
import { deployment, networkPolicy, service, stream } from './examples';
import { policyAt } from './facts/policy-at';

const DUAL = { serviceClusterIPRange: ['10.96.0.0/16', 'fd00:10:96::/112'] };
const BOTH = 'ipFamilyPolicy: PreferDualStack\nselector: { app: web }\nports: [{ port: 80, targetPort: 8080 }]';
const WEB = stream(deployment('web', '{ app: web }'), service(BOTH));
const allow = (...cidrs: readonly string[]) =>
  networkPolicy(
    'web',
    `podSelector: { matchLabels: { app: web } }\ningress: [{ from: [${cidrs.map((cidr) => `{ ipBlock: { cidr: '${cidr}' } }`).join(', ')}] }]`,
  );

export const networkPolicyOneFamily = defineRule({
  id: 'links/network-policy-one-family',
  source: 'links',
  stage: 'deployed',
  severity: 'warning',
  kinds: ['NetworkPolicy'],
  summary: 'The blocks of a NetworkPolicy are of every IP family that its Pods are reached over.',
  why: 'A block of IPv4 holds no address of IPv6, and the other way round: on a cluster with both families, what the policy opens for one of them stays closed over the other.',
  fix: 'Add an ipBlock of the other family beside it: ::/0 is for IPv6 what 0.0.0.0/0 is for IPv4.',
  passing: [
    { title: 'A block of each family', manifests: stream(WEB, allow('0.0.0.0/0', '::/0')), options: DUAL },
    { title: 'A cluster of one family', manifests: stream(WEB, allow('0.0.0.0/0')) },
  ],
  failing: [
    {
      title: 'Everybody over IPv4, before a Service of both families',
      manifests: stream(WEB, allow('0.0.0.0/0')),
      path: 'spec.ingress[0].from[0].ipBlock.cidr',
      kind: 'Invalid',
      options: DUAL,
    },
    {
      title: 'Out to everybody over IPv4, on a cluster of both families',
      manifests: stream(
        WEB,
        networkPolicy(
          'web',
          'podSelector: {}\npolicyTypes: [Egress]\negress:\n  - to: [{ namespaceSelector: {} }]\n  - to: [{ ipBlock: { cidr: 0.0.0.0/0, except: [10.0.0.0/8] } }]',
        ),
      ),
      path: 'spec.egress[1].to[0].ipBlock.cidr',
      kind: 'Invalid',
      options: DUAL,
    },
  ],
  *check(object, context) {
    const configured = context.cluster.serviceClusterIPRange.map(familyOf);
    const policy = new Set(configured).size < 2 ? undefined : policyAt(object, context);
    if (policy === undefined) return;
    for (const direction of ['Ingress', 'Egress'] as const) {
      const [field, side] = direction === 'Ingress' ? (['ingress', 'from'] as const) : (['egress', 'to'] as const);
      const rules = policy.directions.has(direction) ? policy[field] : [];
      const open = new Set(rules.flatMap(familiesOpen));
      if (open.size !== 1 || rules.some(({ peers }) => peers.length === 0)) continue;
      const [closed] = configured.filter((family) => !open.has(family));
      if (closed === undefined || !isAsked(direction, policy, closed, context)) continue;
      for (const peer of object
        .at('spec', field)
        .items()
        .flatMap((rule) => rule.at(side).items())) {
        const cidr = peer.at('ipBlock', 'cidr');
        const [block] = cidrsOf(cidr.text);
        if (block === undefined) continue;
        const detail = `is of ${block.family} alone: over ${closed}, which the cluster has too, nobody is let ${direction === 'Ingress' ? 'in' : 'out'} by a block`;
        // A network of somebody may have no other family; the whole world has.
        yield cidr.invalid(detail, block.prefixLength === 0 ? {} : { severity: 'info' });
        break;
      }
    }
  },
});

function familiesOpen({ peers }: PolicyRule): readonly IPFamily[] {
  return peers.flatMap(({ ipBlock }) => cidrsOf(ipBlock?.cidr ?? '').map(({ family }) => family));
}

/** Whether anything goes over a family: what Pods send may, and what a Service leads to them, if it has that family. */
function isAsked(direction: Direction, policy: Policy, family: IPFamily, { model, cluster }: RuleContext): boolean {
  const workloads = workloadsUnder(model, policy);
  if (direction === 'Egress') return workloads.length > 0;
  const configured = cluster.serviceClusterIPRange.map(familyOf);
  return workloads.some((workload) =>
    (servicesBefore(model).get(workload) ?? []).some(({ spec }) => {
      return completeIPFamilies(spec, { configured, strictIPs: false }).spec?.ipFamilies?.includes(family) === true;
    }),
  );
}

const servicesBefore = viewOf((model: NetworkModel): ReadonlyMap<Workload, readonly Service[]> => {
  const before = new Map<Workload, Service[]>();
  for (const service of model.services.values()) {
    const { metadata, spec } = service;
    if (Object.keys(spec.selector ?? {}).length === 0) continue;
    const namespace = metadata.namespace ?? model.defaultNamespace;
    for (const workload of model.select(namespace, spec.selector ?? {})) append(before, workload, service);
  }
  return before;
});
