import { Simulation } from '../dataplane/simulation/simulate';
import type { ClusterFor } from '../explain/cluster-for';
import type { Intent } from '../model/intents';
import { MapDraft } from './map-draft';
import type { NetworkMap } from './network-map';
import { gateways } from './parts/gateways';
import { ingresses } from './parts/ingresses';
import type { MapPart } from './parts/part';
import { policies } from './parts/policies';
import { services } from './parts/services';
import { workloads } from './parts/workloads';
import type { Run, Traffic } from './run';
import { predictedTraffic, trafficOf } from './run';
import { addTraffic } from './traffic';

/** What stands on a map; another sort of objects is one more. */
const PARTS: readonly MapPart[] = [ingresses, gateways, services, policies, workloads];

/** The map of a network, with what came of the probes of a run. */
export function mapNetwork(network: ClusterFor, run: Run): NetworkMap {
  return mapOf(network, trafficOf(run), new Simulation(network.cluster));
}

/** The map of a network, with what would come of the probes of `verify`. */
export function predictedMap(network: ClusterFor, intents: readonly Intent[]): NetworkMap {
  const simulation = new Simulation(network.cluster);
  return mapOf(network, predictedTraffic(network, intents, simulation), simulation);
}

function mapOf({ cluster, world }: ClusterFor, traffic: Traffic, simulation: Simulation): NetworkMap {
  const draft = new MapDraft();
  for (const part of PARTS) part({ model: world.model, cluster }, draft);
  addTraffic(draft, traffic, simulation);
  return draft.finish();
}
