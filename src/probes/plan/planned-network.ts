import type { World } from '../../model/elsewhere/world';
import type { NetworkModel } from '../../model/network-model';
import type { Deployed } from '../deployed';
import type { Clients } from './clients';
import type { PolicyWords } from './policy-word';

/** What probes are planned for. */
export interface PlannedNetwork {
  readonly model: NetworkModel;
  readonly world: World;
  readonly deployed: Deployed;
  readonly clients: Clients;
  readonly words: PolicyWords;
}
