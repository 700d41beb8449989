import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Diagnostic } from '../../../diagnostics/diagnostic';
import type { Intent, IntentTo } from '../../../model/intents';
import { refOf } from '../../../model/manifest';
import { NetworkModel } from '../../../model/network-model';
import type { NetworkPolicyPeer as PeerSpec } from '../../../model/objects';
import { describeRef, keyOf } from '../../../terms/object-ref';
import { Diagnostics } from '../../diagnostics';
import { Synthesis } from '../../synthesis';
import type { RenderedObject } from '../../synthesis';
import { NetworkPolicy } from '../network-policy';
import type { NetworkPolicyPeer } from '../peers';
import { renderPeer } from '../peers';
import { templateSelector } from '../pods';
import type { NetworkPolicyIngressRule } from '../rules';
import { derivePolicies } from './derive';
import type { Draft } from './draft';
import type { Shortfall } from './shortfall';

/** Makes the policies that intents come to, as children of a construct, and warns of intents that none can hold. */
export function policiesOf(
  scope: Construct,
  intents: readonly Intent[],
  controllers: readonly NetworkPolicyPeer[],
): readonly NetworkPolicy[] {
  const { namespace } = Diagnostics.clusterOf(scope);
  const objects = Synthesis.of(scope).objects();
  const model = NetworkModel.of(
    objects.map(({ manifest }) => manifest),
    { namespace },
  );
  const peers = controllers.map((peer, index): PeerSpec => {
    const field = `toNetworkPolicies().ingressControllers[${index}]`;
    // Seen from no namespace, every peer says its own.
    return renderPeer(peer, { policy: scope, namespace: '', field });
  });
  const { drafts, shortfalls } = derivePolicies(model, intents, peers);
  for (const shortfall of shortfalls) warn(shortfall, objects, namespace);
  return drafts.map((draft) => policyOf(scope, draft));
}

function policyOf(scope: Construct, draft: Draft): NetworkPolicy {
  const { ref, namespace, manifest } = draft.workload;
  const [ingress, egress] = [draft.rules('Ingress'), draft.rules('Egress')];
  const own = Chart.of(scope).namespace ?? Diagnostics.clusterOf(scope).namespace;
  const closed = {
    ...(ingress === undefined
      ? {}
      : { ingress: ingress.map(({ peers, ports }) => ({ from: peers.map(peerOf), ports })) }),
    ...(egress === undefined ? {} : { egress: egress.map(({ peers, ports }) => ({ to: peers.map(peerOf), ports })) }),
  };
  return new NetworkPolicy(scope, `${ref.kind.toLowerCase()}-${namespace}-${ref.name}`, {
    ...(own === namespace ? {} : { metadata: { namespace } }),
    podSelector: templateSelector(manifest) ?? {},
    ...(closed as { ingress: NetworkPolicyIngressRule[] }),
  });
}

function peerOf({ podSelector = {}, namespaceSelector, ipBlock }: PeerSpec): NetworkPolicyPeer {
  if (ipBlock !== undefined) return { ipBlock: { cidr: '', ...ipBlock } };
  return { podSelector, ...(namespaceSelector === undefined ? {} : { namespaceSelector }) };
}

function warn({ connection, problem, remedy }: Shortfall, objects: readonly RenderedObject[], namespace: string): void {
  const { intent, from, to } = connection;
  const about = to.kind === 'pods' ? to.workload : from.kind === 'pods' ? from.workload : undefined;
  const wanted = about === undefined ? undefined : JSON.stringify(about.ref);
  const found = objects.find(({ manifest }) => JSON.stringify(refOf(manifest, namespace)) === wanted);
  if (found === undefined) return;
  const diagnostic: Diagnostic = {
    rule: 'practice/intent-without-policy',
    source: 'practice',
    severity: 'warning',
    kind: 'NotSupported',
    object: refOf(found.manifest, namespace),
    path: '',
    detail: `${intent.expect} of ${intent.id}, from ${describeSource(intent)} to ${describeDestination(intent.to)}: ${problem}`,
    why: 'toNetworkPolicies() makes policies for intents; what a NetworkPolicy cannot say, none of them holds.',
    fix: remedy,
    docs: 'docs/network-policies.md',
  };
  Diagnostics.addCheck(found.construct, () => [diagnostic]);
}

function describeSource({ from }: Intent): string {
  if ('workload' in from) return describeRef({ apiVersion: '', ...from.workload });
  return 'node' in from ? `node ${from.node}` : 'outside';
}

function describeDestination(to: IntentTo): string {
  if ('url' in to) return to.url;
  const { namespace, name } = to.service;
  return `Service ${keyOf(namespace, name)}${to.port === undefined ? '' : `:${to.port}`}`;
}
