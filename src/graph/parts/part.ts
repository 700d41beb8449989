import type { Cluster } from '../../dataplane/cluster';
import type { NetworkModel } from '../../model/network-model';
import type { MapDraft } from '../map-draft';

/** What a map is made of. */
export interface MapSource {
  /** What the input says. */
  readonly model: NetworkModel;
  /** A cluster that holds it, with what others make. */
  readonly cluster: Cluster;
}

/** Puts one sort of objects on a map, with the lines that leave them. */
export type MapPart = (source: MapSource, draft: MapDraft) => void;
