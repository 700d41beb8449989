import type { ClusterFor } from '../explain/cluster-for';
import { MapDraft } from './map-draft';
import type { NetworkMap } from './network-map';
import { gateways } from './parts/gateways';
import { ingresses } from './parts/ingresses';
import type { MapPart } from './parts/part';
import { policies } from './parts/policies';
import { services } from './parts/services';
import { workloads } from './parts/workloads';
import type { Run } from './run';
import { addTraffic } from './traffic';

/** What stands on a map; another sort of objects is one more. */
const PARTS: readonly MapPart[] = [ingresses, gateways, services, policies, workloads];

/** The map of a network, with what came of the probes of a run. */
export function mapNetwork({ cluster, world }: ClusterFor, run: Run): NetworkMap {
  const draft = new MapDraft();
  for (const part of PARTS) part({ model: world.model, cluster }, draft);
  addTraffic(draft, run, cluster);
  return draft.finish();
}
