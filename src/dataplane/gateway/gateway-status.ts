import type { GatewayStatuses } from '../../model/gateway/status';
import { gatewayStatuses } from '../../model/gateway/status';
import type { Cluster } from '../cluster';

/** The status of every Gateway API object of a cluster, as the controllers write it. */
export function gatewayStatusOf({
  model,
  dataplane,
  config,
}: Pick<Cluster, 'model' | 'dataplane' | 'config'>): GatewayStatuses {
  return gatewayStatuses(model, dataplane.gateways.attachments, {
    addressesOf: (key) => dataplane.gatewayAddresses.get(key) ?? [],
    hasController: (name) => config.gatewayControllers.includes(name),
    profile: config.gatewayProfile,
  });
}
