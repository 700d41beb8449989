import type { NetworkModel } from '../../model/network-model';
import type { Policy } from '../../model/network-policies';
import { namespacesOfPeer, portsAllow, selectPods, selectsAll } from '../../model/network-policies';
import type { NetworkPolicyPeer, NumberedPort } from '../../model/objects';
import { selectsPods, servicePorts, targetPortOf } from '../../model/service';
import { targetPortIn } from '../../model/target-port';
import { viewOf } from '../../model/view';
import type { Workload } from '../../model/workload';
import { protocolOf } from '../../model/workload';
import { append } from '../../terms/maps';
import { describeRef } from '../../terms/object-ref';
import type { Words } from '../cursor';
import { defineRule } from '../rule';
import { deployment, networkPolicy, service, stream } from './examples';
import { policyAt } from './facts/policy-at';
import { behind } from './facts/service-at';

const API = stream(
  service('selector: { app: api }\nports: [{ port: 80, targetPort: 8080 }]', 'name: api'),
  deployment('api', '{ app: api }'),
);
const allow = (port: number | string) =>
  networkPolicy(
    'web',
    `podSelector: { matchLabels: { app: web } }\npolicyTypes: [Egress]\negress:\n  - to: [{ podSelector: { matchLabels: { app: api } } }]\n    ports: [{ port: ${port} }]\n  - ports: [{ port: 53, protocol: UDP }]`,
  );

export const networkPolicyEgressPort = defineRule({
  id: 'links/network-policy-egress-port',
  source: 'links',
  stage: 'deployed',
  severity: 'error',
  kinds: ['NetworkPolicy'],
  summary: 'What a NetworkPolicy lets out to Pods is the port that they listen on, not that of their Service.',
  why: 'Policies are applied after the Service has translated its port, so that a connection to the Service arrives at the policy with the targetPort, which this one does not allow.',
  fix: 'Allow the targetPort.',
  passing: [{ title: 'The port that the Pods listen on', manifests: stream(API, allow(8080)) }],
  failing: [
    {
      title: 'The port of their Service',
      manifests: stream(API, allow(80)),
      path: 'spec.egress[0].ports[0].port',
      kind: 'Invalid',
    },
    {
      title: 'The name of that port',
      manifests: stream(
        service('selector: { app: api }\nports: [{ name: web, port: 80, targetPort: 8080 }]', 'name: api'),
        deployment('api', '{ app: api }'),
        allow('web'),
      ),
      path: 'spec.egress[0].ports[0].port',
      kind: 'Invalid',
    },
  ],
  *check(object, context) {
    const rules = object.at('spec', 'egress').items();
    if (!rules.some((rule) => rule.at('to').present && rule.at('ports').present)) return;
    const { model } = context;
    const policy = policyAt(object, context);
    if (policy?.directions.has('Egress') !== true) return;
    for (const [index, rule] of policy.egress.entries()) {
      const targets = rule.ports.length === 0 ? [] : rule.peers.flatMap((peer) => podsOf(model, policy, peer));
      for (const [position, { port, protocol }] of rule.ports.entries()) {
        if (port === undefined || port === null) continue;
        const confused = confusion(model, policy, targets, port, protocol ?? 'TCP');
        if (confused === undefined) continue;
        const at = object.at('spec', 'egress').key(index).at('ports').key(position).at('port');
        yield at.invalid(confused.detail, confused.words);
      }
    }
  },
});

/** The first workloads that a rule is about stand for the others. */
const MAX_WORKLOADS = 10;

/** Workloads of one namespace that a peer means. */
interface Target {
  readonly workloads: readonly Workload[];
  /** By their labels; otherwise the peer is about everything in the namespace. */
  readonly chosen: boolean;
}

function podsOf(model: NetworkModel, { namespace }: Policy, peer: NetworkPolicyPeer): readonly Target[] {
  const chosen = peer.podSelector !== undefined && !selectsAll(peer.podSelector);
  return namespacesOfPeer(model, namespace, peer)
    .slice(0, MAX_WORKLOADS)
    .map((where) => ({ workloads: selectPods(model, where, peer.podSelector ?? {}), chosen }));
}

/** A Service before one of these workloads that has this port, and leads to another one that the policy does not allow. */
function confusion(
  model: NetworkModel,
  policy: Policy,
  targets: readonly Target[],
  port: number | string,
  protocol: string,
): { readonly detail: string; readonly words: Words } | undefined {
  if (targets.some(({ workloads }) => targetPortIn(workloads, port, protocol).declaredBy.length > 0)) return undefined;
  for (const { workloads, chosen } of targets) {
    for (const target of workloads.slice(0, MAX_WORKLOADS)) {
      for (const { key, one } of servicesBefore(model).get(target) ?? []) {
        const [number] = targetPortIn([target], targetPortOf(one), protocolOf(one)).numbers;
        const own = typeof port === 'number' ? one.port : one.name;
        if (own !== port || protocolOf(one) !== protocol || number === undefined || number === port) continue;
        if (policy.egress.some((rule) => portsAllow(rule, number, protocol, target))) continue;
        const detail = `port ${port} is that of Service ${key}, which leads to port ${number} of ${describeRef(target.ref)}`;
        const fix = `Write \`port: ${number}\`.`;
        return { detail, words: chosen ? { fix } : { fix, severity: 'warning' } };
      }
    }
  }
  return undefined;
}

interface Before {
  readonly key: string;
  readonly one: NumberedPort;
}

/** The Service ports that lead to a workload. */
const servicesBefore = viewOf((model: NetworkModel): ReadonlyMap<Workload, readonly Before[]> => {
  const found = new Map<Workload, Before[]>();
  const known = viewOf((_: Workload) => new Set<string>());
  for (const [key, { metadata, spec }] of model.services) {
    if (!selectsPods(spec)) continue;
    const { backends } = behind(model, metadata.namespace ?? model.defaultNamespace, spec.selector ?? {});
    for (const workload of backends.slice(0, MAX_WORKLOADS)) {
      for (const one of servicePorts(spec)) {
        // Of many Services that say the same the first one stands for all.
        const said = JSON.stringify([one.port, one.name, protocolOf(one), targetPortOf(one)]);
        if (known(workload).has(said)) continue;
        known(workload).add(said);
        append(found, workload, { key, one });
      }
    }
  }
  return found;
});
