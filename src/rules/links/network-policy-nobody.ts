import { podsElsewhere } from '../../model/elsewhere/absent-pods';
import { nearestWorkload } from '../../model/nearest-workload';
import type { NetworkModel } from '../../model/network-model';
import { meets, namespaceLabels, namespacesOfPeer, selectsAll, selectsPod } from '../../model/network-policies';
import type { Labels, LabelSelector, NetworkPolicyPeer } from '../../model/objects';
import { describeRef } from '../../terms/object-ref';
import { labelText } from '../../terms/sentence';
import type { Cursor, Finding, Words } from '../cursor';
import { peerListsOf } from '../network-policy/policy-shape';
import type { RuleContext } from '../rule';
import { defineRule } from '../rule';
import { deployment, networkPolicy, other, stream } from './examples';
import { policyAt } from './facts/policy-at';
import { worldOf } from './facts/release-namespace';

const WEB = deployment('web', '{ app: web }');
const NAMESPACE = other('v1', 'Namespace', 'name: data');
const allow = (peer: string) =>
  networkPolicy('web', `podSelector: { matchLabels: { app: web } }\ningress: [{ from: [${peer}] }]`);

export const networkPolicyNobody = defineRule({
  id: 'links/network-policy-nobody',
  source: 'links',
  stage: 'deployed',
  severity: 'warning',
  kinds: ['NetworkPolicy'],
  summary: 'The selectors of a NetworkPolicy select Pods and namespaces that there are.',
  why: 'A policy whose podSelector selects nobody protects nobody, and a peer that nobody is lets nobody through, without a word from the API server.',
  fix: 'Write labels of the Pod template, and of a namespace kubernetes.io/metadata.name, which every namespace has.',
  passing: [
    { title: 'Pods of the input', manifests: stream(WEB, allow('{ podSelector: { matchLabels: { app: web } } }')) },
    {
      title: 'A namespace by its name',
      manifests: stream(
        WEB,
        NAMESPACE,
        allow('{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: data } } }'),
      ),
    },
    {
      title: 'Pods of a namespace that the input does not hold',
      manifests: stream(
        WEB,
        allow(
          '{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: monitoring } }, podSelector: { matchLabels: { app: prometheus } } }',
        ),
      ),
    },
  ],
  failing: [
    {
      title: 'A policy for nobody',
      manifests: stream(WEB, networkPolicy('guard', 'podSelector: { matchLabels: { app: wbe } }')),
      path: 'spec.podSelector',
      kind: 'NotFound',
    },
    {
      title: 'A peer that nobody is',
      manifests: stream(WEB, allow('{ podSelector: { matchLabels: { role: frontend } } }')),
      path: 'spec.ingress[0].from[0].podSelector',
      kind: 'NotFound',
    },
    {
      title: 'A label that the namespace does not have',
      manifests: stream(WEB, NAMESPACE, allow('{ namespaceSelector: { matchLabels: { name: data } } }')),
      path: 'spec.ingress[0].from[0].namespaceSelector',
      kind: 'NotFound',
    },
    {
      title: 'A dash too many before podSelector',
      manifests: stream(
        WEB,
        allow(
          '{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: monitoring } } }, { podSelector: { matchLabels: { app: prometheus } } }',
        ),
      ),
      path: 'spec.ingress[0].from[1].podSelector',
      kind: 'NotFound',
    },
    {
      title: 'A component that a release leaves out',
      manifests: stream(
        deployment('web', '{ app.kubernetes.io/instance: shop, app.kubernetes.io/component: web }'),
        networkPolicy(
          'worker',
          'podSelector: { matchLabels: { app.kubernetes.io/instance: shop, app.kubernetes.io/component: worker } }',
        ),
      ),
      path: 'spec.podSelector',
      kind: 'NotFound',
    },
  ],
  *check(object, context) {
    for (const finding of mistakes(object, context)) if (policyAt(object, context) !== undefined) yield finding;
  },
});

function* mistakes(object: Cursor, context: RuleContext): Generator<Finding> {
  const { namespace = context.model.defaultNamespace } = context.object;
  yield* checkPods(object.at('spec', 'podSelector'), namespace, context);
  for (const [cursor, before] of peersOf(object)) {
    const peer = (cursor.value ?? {}) as NetworkPolicyPeer;
    const mistaken = namespaceWithoutLabels(peer.namespaceSelector, context.model);
    if (mistaken !== undefined) {
      const { matchLabels = {} } = peer.namespaceSelector ?? {};
      const detail = `no namespace has the labels ${labelText(matchLabels)}, namespace ${mistaken} among them`;
      const fix = `Write kubernetes.io/metadata.name: ${mistaken} as its label, or give namespace ${mistaken} these labels.`;
      yield cursor.at('namespaceSelector').notFound(detail, { fix });
      continue;
    }
    for (const where of namespacesOfPeer(context.model, namespace, peer)) {
      const words = isOneOfTwo(peer, before, context.model) ? dashBefore(namespace) : {};
      yield* checkPods(cursor.at('podSelector'), where, context, words);
    }
  }
}

/** Where the input makes Pods in a namespace, and none with these labels, and nobody else may make some. */
function* checkPods(at: Cursor, namespace: string, context: RuleContext, words: Words = {}): Generator<Finding> {
  const { model } = context;
  const selector = (at.value ?? {}) as LabelSelector;
  const { matchLabels = {} } = selector;
  if (selectsAll(selector) || Object.keys(matchLabels).length === 0) return;
  if (model.workloadsOf(namespace).length === 0 || selectsPod(model, namespace, selector)) return;
  if (podsElsewhere(worldOf(context), namespace, '', matchLabels) !== undefined) return;
  const miss = nearestWorkload(model, namespace, '', matchLabels);
  const near = miss === undefined ? '' : `; ${describeRef(miss.workload.ref)} has ${labelText(miss.workload.labels)}`;
  const detail = `no Pod of namespace ${namespace} has the labels ${labelText(matchLabels)}${near}`;
  yield at.notFound(detail, isOfRelease(matchLabels, namespace, model) ? ABSENT_COMPONENT : words);
}

/** Each peer with the one before it in its list. */
function peersOf(policy: Cursor): readonly (readonly [Cursor, NetworkPolicyPeer | undefined])[] {
  return peerListsOf(policy).flatMap((peers) =>
    peers.map((peer, index) => [peer, peers[index - 1]?.value as NetworkPolicyPeer | undefined] as const),
  );
}

/** Whether a peer is Pods that are in the namespaces of the one before it: one dash too many makes two peers of one. */
function isOneOfTwo(
  { podSelector, namespaceSelector, ipBlock }: NetworkPolicyPeer,
  before: NetworkPolicyPeer | undefined,
  model: NetworkModel,
): boolean {
  if (podSelector === undefined || namespaceSelector !== undefined || ipBlock !== undefined) return false;
  if (before?.namespaceSelector === undefined || before.podSelector !== undefined) return false;
  const namespaces = namespacesOfPeer(model, '', before);
  const unknown = namespaces.every((name) => model.workloadsOf(name).length === 0);
  return unknown || namespaces.some((name) => selectsPod(model, name, podSelector));
}

function dashBefore(namespace: string): Words {
  return {
    why: `Items of a list of peers are alternatives: this one is Pods of namespace ${namespace}, and the one before it all Pods of its namespaces.`,
    fix: 'Remove the dash before podSelector, so that both selectors are one item.',
  };
}

/** Charts write policies for components that a release leaves out, with labels that no template gives by hand. */
function isOfRelease(labels: Labels, namespace: string, model: NetworkModel): boolean {
  const release = labels[INSTANCE];
  return release !== undefined && model.workloadsLabelled(namespace, INSTANCE, release).length > 0;
}

const INSTANCE = 'app.kubernetes.io/instance';

const ABSENT_COMPONENT = {
  severity: 'info',
  why: 'Other Pods of the release have its instance label: the policy may be for a component that is left out, or for Pods that are made later.',
} as const;

/** A namespace of the input that a selector names by the value of some label, which it does not have. */
function namespaceWithoutLabels(selector: LabelSelector | undefined, model: NetworkModel): string | undefined {
  if (selector === undefined || selectsAll(selector)) return undefined;
  const declared = [...model.namespaces.keys()];
  if (declared.some((name) => meets(selector, namespaceLabels(model, name)))) return undefined;
  const values = new Set(Object.values(selector.matchLabels ?? {}));
  return declared.find((name) => values.has(name));
}
