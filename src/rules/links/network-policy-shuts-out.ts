import type { NetworkModel } from '../../model/network-model';
import type { Policy, PolicyRule } from '../../model/network-policies';
import { portsAllow } from '../../model/network-policies';
import type { NetworkPolicyPeer, NumberedPort, Service } from '../../model/objects';
import { policiesFor } from '../../model/policies-for';
import { routesOf } from '../../model/route-table';
import { selectsPods, servicePorts, targetPortOf } from '../../model/service';
import { targetPortIn } from '../../model/target-port';
import { viewOf } from '../../model/view';
import type { Workload } from '../../model/workload';
import { protocolOf } from '../../model/workload';
import { append } from '../../terms/maps';
import { describeRef, keyOf } from '../../terms/object-ref';
import { defineRule } from '../rule';
import { deployment, ingress, networkPolicy, service, stream } from './examples';
import { mayHoldPods } from './facts/pod-addresses';
import { policyAt } from './facts/policy-at';

const WEB = deployment('web', '{ app: web }');
const BALANCED = service('type: LoadBalancer\nselector: { app: web }\nports: [{ port: 80, targetPort: 8080 }]');
const allow = (peer: string) =>
  networkPolicy('web', `podSelector: { matchLabels: { app: web } }\ningress: [{ from: [${peer}] }]`);

export const networkPolicyShutsOut = defineRule({
  id: 'links/network-policy-shuts-out',
  source: 'links',
  stage: 'deployed',
  severity: 'warning',
  kinds: ['NetworkPolicy'],
  summary: 'What NetworkPolicies let in to Pods includes the Ingress controllers and load balancers that lead to them.',
  why: 'An Ingress controller runs in a namespace of its own, and what comes from outside has an address that no label selects. Behind a Service with externalTrafficPolicy Cluster that is the address of a node, not of the client.',
  fix: 'Let in the namespace of the Ingress controller with a namespaceSelector, and clients outside with an ipBlock.',
  passing: [
    { title: 'Everybody may come', manifests: stream(WEB, BALANCED, allow('{ ipBlock: { cidr: 0.0.0.0/0 } }')) },
  ],
  failing: [
    {
      title: 'A load balancer, and only Pods may come',
      manifests: stream(WEB, BALANCED, allow('{ podSelector: {} }')),
      path: 'spec.ingress',
      kind: 'Forbidden',
    },
    {
      title: 'An Ingress, and only Pods of the namespace may come',
      manifests: stream(
        WEB,
        service('selector: { app: web }\nports: [{ port: 80, targetPort: 8080 }]'),
        ingress(
          'ingressClassName: nginx\nrules: [{ http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: web, port: { number: 80 } } } }] } }]',
        ),
        allow('{ podSelector: {} }'),
      ),
      path: 'spec.ingress',
      kind: 'Forbidden',
    },
    {
      title: 'The network of clients, behind nodes that put their own address in its place',
      manifests: stream(WEB, BALANCED, allow('{ ipBlock: { cidr: 203.0.113.0/24 } }')),
      path: 'spec.ingress',
      kind: 'Forbidden',
    },
  ],
  *check(object, context) {
    const found = shutOut(context.model);
    const policy = found.size === 0 ? undefined : policyAt(object, context);
    for (const { detail, fix } of policy === undefined ? [] : (found.get(policy) ?? [])) {
      yield object.at('spec', 'ingress').forbidden(detail, { fix });
    }
  },
});

interface ShutOut {
  readonly detail: string;
  readonly fix: string;
}

/** Who is shut out, by the first policy that isolates the Pods; of each kind once. */
const shutOut = viewOf((model: NetworkModel): ReadonlyMap<Policy, readonly ShutOut[]> => {
  const found = new Map<Policy, ShutOut[]>();
  if (model.networkPolicies.size === 0) return found;
  const behindIngress = new Map<string, string>();
  for (const { namespace, backend, ingress: key } of routesOf(model)) {
    const name = keyOf(namespace, backend.service?.name ?? '');
    if (!behindIngress.has(name)) behindIngress.set(name, key);
  }
  for (const [key, one] of model.services) {
    const way = wayOf(one, behindIngress.get(key));
    if (way === undefined || !selectsPods(one.spec)) continue;
    const namespace = one.metadata.namespace ?? model.defaultNamespace;
    for (const workload of model.select(namespace, one.spec.selector ?? {}).slice(0, MAX_WORKLOADS)) {
      const policies = policiesFor(model, workload, 'Ingress').flat();
      const [policy] = policies;
      const [port] = servicePorts(one.spec);
      const words = policy === undefined || port === undefined ? undefined : judge(way, policies, workload, port, key);
      if (policy === undefined || words === undefined) continue;
      if (found.get(policy)?.some(({ fix }) => fix === words.fix) !== true) append(found, policy, words);
    }
  }
  return found;
});

/** The first workloads of a Service stand for the others. */
const MAX_WORKLOADS = 10;

type Way =
  | { readonly kind: 'ingress'; readonly ingress: string }
  | { readonly kind: 'outside'; readonly local: boolean };

function wayOf({ spec }: Service, ingress: string | undefined): Way | undefined {
  if (ingress !== undefined) return { kind: 'ingress', ingress };
  if (spec.type !== 'LoadBalancer' && spec.type !== 'NodePort') return undefined;
  return { kind: 'outside', local: spec.externalTrafficPolicy === 'Local' };
}

function judge(
  way: Way,
  policies: readonly Policy[],
  workload: Workload,
  port: NumberedPort,
  service: string,
): ShutOut | undefined {
  const protocol = protocolOf(port);
  const [number] = targetPortIn([workload], targetPortOf(port), protocol).numbers;
  if (number === undefined) return undefined;
  const rules = policies
    .flatMap(({ ingress: of }) => of)
    .filter((rule) => portsAllow(rule, number, protocol, workload));
  // Where no rule is for the port, the rule about ports says so.
  if (rules.length === 0 || rules.some(({ peers }) => peers.length === 0)) return undefined;
  return way.kind === 'ingress' ? withoutController(way.ingress, rules, workload) : withoutOutside(way, rules, service);
}

function withoutController(ingress: string, rules: readonly PolicyRule[], { ref }: Workload): ShutOut | undefined {
  const peers = peersOf(rules);
  if (peers.some(({ namespaceSelector, ipBlock }) => namespaceSelector !== undefined || ipBlock !== undefined)) {
    return undefined;
  }
  return {
    detail: `Ingress ${ingress} leads to ${describeRef(ref)}, but its controller, which runs in another namespace, is not let in`,
    fix: 'Let in the namespace of the Ingress controller, as in from: [{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: NAMESPACE } } }].',
  };
}

function withoutOutside(
  { local }: { readonly local: boolean },
  rules: readonly PolicyRule[],
  service: string,
): ShutOut | undefined {
  const blocks = peersOf(rules).flatMap(({ ipBlock }) => ipBlock ?? []);
  if (blocks.length === 0) {
    return {
      detail: `Service ${service} is open to the outside, but only Pods are let in, and nothing from outside is`,
      fix: 'Let in clients outside, as in from: [{ ipBlock: { cidr: 0.0.0.0/0 } }], or a smaller network.',
    };
  }
  if (local || blocks.some(mayHoldPods)) return undefined;
  return {
    detail: `behind Service ${service} with externalTrafficPolicy Cluster the Pods see the address of a node, which the blocks do not hold`,
    fix: `Set externalTrafficPolicy to Local in Service ${service}, which keeps the addresses of clients, or let in the network of the nodes.`,
  };
}

function peersOf(rules: readonly PolicyRule[]): readonly NetworkPolicyPeer[] {
  return rules.flatMap(({ peers }) => peers);
}
