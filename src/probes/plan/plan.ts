import type { World } from '../../model/elsewhere/world';
import type { Intent } from '../../model/intents';
import type { NetworkModel } from '../../model/network-model';
import { keyOf } from '../../terms/object-ref';
import type { Deployed } from '../deployed';
import type { PlannedProbe } from '../expectation';
import { Clients } from './clients';
import type { Draft } from './draft';
import { gatewayProbes } from './gateway-probes';
import { ingressProbes } from './ingress-probes';
import { intentProbes } from './intent-probes';
import type { PlannedNetwork } from './planned-network';
import { PolicyWords } from './policy-word';
import { serviceProbes } from './service-probes';

/**
 * The probes that a set of manifests implies, and those that intents ask for. What the manifests declare is what must
 * work: every Service by every way it can be addressed, every path of every Ingress, every match of
 * every route of a Gateway. Nothing here asks the dataplane
 * model what would happen, so that the expectation does not come from what it is compared with.
 *
 * @param world what is known of things that others make; they are not probed. Default: only what the model shows
 */
export function planProbes(
  model: NetworkModel,
  deployed: Deployed,
  intents: readonly Intent[] = [],
  world: World = { model, external: [], isNamespaceAssumed: false },
): PlannedProbe[] {
  return [...eachProbe(model, deployed, intents, world)];
}

/** {@link planProbes}, one after the other. */
export function* eachProbe(
  model: NetworkModel,
  deployed: Deployed,
  intents: readonly Intent[],
  world: World,
): Generator<PlannedProbe> {
  const clients = new Clients(model, deployed);
  const words = new PolicyWords({ model, deployed, clients });
  let count = 0;
  for (const probe of draftsOf({ model, world, deployed, clients, words }, intents)) {
    yield { ...probe, id: String(++count).padStart(3, '0') };
  }
}

function* draftsOf(network: PlannedNetwork, intents: readonly Intent[]): Generator<Draft> {
  yield* impliedProbes(network);
  for (const intent of intents) yield* about(objectOf(intent), intentProbes(intent, network));
}

/** The probes that manifests imply, those of one object together. */
export function* impliedProbes(network: PlannedNetwork): Generator<Draft> {
  const { model, deployed } = network;
  for (const key of model.services.keys()) {
    const stored = deployed.services.get(key);
    if (stored !== undefined) yield* about(`Service/${key}`, serviceProbes(stored, network));
  }
  for (const [key, ingress] of model.ingresses) yield* about(`Ingress/${key}`, ingressProbes(ingress, network));
  yield* gatewayProbes(network);
}

function* about(object: string | undefined, drafts: Iterable<Draft>): Generator<Draft> {
  for (const draft of drafts) yield object === undefined ? draft : { ...draft, object };
}

/** The Service that an intent is about; whom a URL leads to is for the network to say. */
function objectOf({ to }: Intent): string | undefined {
  return 'url' in to ? undefined : `Service/${keyOf(to.service.namespace, to.service.name)}`;
}
