import type { NetworkModel } from '../../model/network-model';
import type { Policy, PolicyRule } from '../../model/network-policies';
import { meets, namespaceLabels, portsAllow, selectsAll } from '../../model/network-policies';
import type { LabelSelector, NetworkPolicyPeer } from '../../model/objects';
import { policiesFor } from '../../model/policies-for';
import { viewOf } from '../../model/view';
import type { Workload } from '../../model/workload';
import { describeRef, keyOf } from '../../terms/object-ref';
import { listed } from '../../terms/sentence';
import { defineRule } from '../rule';
import { deployment, networkPolicy, stream } from './examples';
import { isKept } from './facts/kept';
import { mayHoldPods } from './facts/pod-addresses';
import { isServiceBlock } from './facts/service-ranges';

const CLIENT = deployment('web', '{ app: web }');
const DENY = networkPolicy('deny', 'podSelector: {}\npolicyTypes: [Egress]');

export const networkPolicyDeniesDns = defineRule({
  id: 'links/network-policy-denies-dns',
  source: 'links',
  stage: 'deployed',
  severity: 'warning',
  kinds: ['NetworkPolicy'],
  summary: 'Pods whose outgoing traffic a NetworkPolicy restricts may still ask the cluster DNS.',
  why: 'A Pod that a policy with Egress selects may send only what some policy allows. Without port 53 to kube-system no name resolves, and every connection by name fails.',
  fix: 'Allow port 53, UDP and TCP, to the namespace kube-system: to: [{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: kube-system } } }].',
  passing: [
    {
      title: 'Another policy allows DNS',
      manifests: stream(
        CLIENT,
        DENY,
        networkPolicy(
          'allow-dns',
          'podSelector: {}\npolicyTypes: [Egress]\negress: [{ to: [{ namespaceSelector: {} }], ports: [{ port: 53, protocol: UDP }] }]',
        ),
      ),
    },
    {
      title: 'The policy is about incoming traffic only',
      manifests: stream(CLIENT, networkPolicy('deny', 'podSelector: {}\npolicyTypes: [Ingress]')),
    },
  ],
  failing: [
    { title: 'Nothing may leave', manifests: stream(CLIENT, DENY), path: 'spec.egress', kind: 'Forbidden' },
    {
      title: 'DNS is allowed to Pods of the same namespace only',
      manifests: stream(
        CLIENT,
        networkPolicy(
          'dns',
          'podSelector: { matchLabels: { app: web } }\npolicyTypes: [Egress]\negress: [{ to: [{ podSelector: {} }], ports: [{ port: 53, protocol: UDP }] }]',
        ),
      ),
      path: 'spec.egress',
      kind: 'Forbidden',
    },
    {
      title: 'Everything but private networks, which the addresses of Pods are of',
      manifests: stream(
        CLIENT,
        networkPolicy(
          'internet',
          'podSelector: {}\npolicyTypes: [Egress]\negress: [{ to: [{ ipBlock: { cidr: 0.0.0.0/0, except: [10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16] } }] }]',
        ),
      ),
      path: 'spec.egress',
      kind: 'Forbidden',
    },
  ],
  *check(object, context) {
    const {
      model,
      object: { namespace, name },
    } = context;
    const cut = cutOff(model).get(keyOf(namespace, name));
    if (cut === undefined || !isKept(object, cut.policy.source, context)) return;
    const names = cut.workloads.map(({ ref }) => describeRef(ref));
    yield object.at('spec', 'egress').forbidden(`the Pods of ${listed(names)} cannot ask the cluster DNS`);
  },
});

interface CutOff {
  readonly policy: Policy;
  readonly workloads: Workload[];
}

/** The workloads without DNS, by the first policy that restricts what they send: one finding, however many policies do. */
const cutOff = viewOf((model: NetworkModel): ReadonlyMap<string, CutOff> => {
  const found = new Map<string, CutOff>();
  const allows = viewOf((policies: readonly Policy[]) =>
    policies.some(({ namespace, egress }) => egress.some((rule) => allowsDns(model, namespace, rule))),
  );
  for (const workload of model.networkPolicies.size === 0 ? [] : model.workloads) {
    if (NOT_CLUSTER_DNS.has(String(workload.spec.dnsPolicy))) continue;
    const policies = policiesFor(model, workload, 'Egress');
    const policy = policies[0]?.[0];
    if (policy === undefined || policies.some(allows)) continue;
    const known = found.get(policy.key);
    if (known === undefined) found.set(policy.key, { policy, workloads: [workload] });
    else known.workloads.push(workload);
  }
  return found;
});

/** Pods that ask other servers than the cluster's. */
const NOT_CLUSTER_DNS = new Set(['None', 'Default']);

/** CoreDNS listens on 53, on OpenShift on 5353; a port that is named dns is one of them. */
function allowsDns(model: NetworkModel, namespace: string, rule: PolicyRule): boolean {
  const named = rule.ports.some(
    ({ port, protocol }) => protocol === 'UDP' && typeof port === 'string' && /dns/.test(port),
  );
  const portFits = named || portsAllow(rule, 53, 'UDP') || portsAllow(rule, 5353, 'UDP');
  return portFits && (rule.peers.length === 0 || rule.peers.some((peer) => reachesDns(model, namespace, peer)));
}

function reachesDns(
  model: NetworkModel,
  namespace: string,
  { namespaceSelector, ipBlock }: NetworkPolicyPeer,
): boolean {
  if (ipBlock !== undefined) return mayHoldPods(ipBlock) && !isServiceBlock(model, ipBlock.cidr ?? '');
  if (namespaceSelector === undefined) return DNS_NAMESPACES.includes(namespace);
  if (selectsAll(namespaceSelector)) return true;
  const known = DNS_NAMESPACES.some((name) => meets(namespaceSelector, namespaceLabels(model, name)));
  return known || (!isNameLabel(namespaceSelector) && /dns|system/.test(JSON.stringify(namespaceSelector)));
}

/** A label `name`, which nothing gives to a namespace unless somebody does. */
function isNameLabel({ matchLabels = {} }: LabelSelector): boolean {
  return Object.keys(matchLabels).join() === 'name';
}

const DNS_NAMESPACES = ['kube-system', 'openshift-dns'];
