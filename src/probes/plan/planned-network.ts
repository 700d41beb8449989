import type { World } from '../../model/elsewhere/world';
import type { NetworkModel } from '../../model/network-model';
import type { Deployed } from '../deployed';
import type { Clients } from './clients';

/** What probes are planned for. */
export interface PlannedNetwork {
  readonly model: NetworkModel;
  readonly world: World;
  readonly deployed: Deployed;
  readonly clients: Clients;
}
