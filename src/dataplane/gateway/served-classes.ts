import { gatewayObjectsOf } from '../../model/gateway/gateway-objects';
import type { NetworkModel } from '../../model/network-model';
import type { ResolvedClusterConfig } from '../cluster-config';

/** Whether a GatewayClass exists whose controller runs, by its name. */
export function servedClasses(
  model: NetworkModel,
  { gatewayControllers }: Pick<ResolvedClusterConfig, 'gatewayControllers'>,
): (gatewayClassName: string) => boolean {
  const { classes } = gatewayObjectsOf(model);
  return (name) => gatewayControllers.includes(classes.get(name)?.spec.controllerName ?? '');
}

/**
 * The Gateways (`namespace/name`) that a controller gets an address for, and the addresses that they ask for; undefined among
 * them, or none: any.
 */
export function gatewaysToAddress(
  model: NetworkModel,
  config: Pick<ResolvedClusterConfig, 'gatewayControllers'>,
): readonly { readonly key: string; readonly asked: readonly (string | undefined)[] }[] {
  const isServed = servedClasses(model, config);
  return [...gatewayObjectsOf(model).gateways].flatMap(([key, { spec }]) => {
    if (!isServed(spec.gatewayClassName ?? '')) return [];
    return [
      {
        key,
        asked: (spec.addresses ?? []).map(({ type = 'IPAddress', value = '' }) =>
          value === '' ? undefined : type === 'IPAddress' ? value : '',
        ),
      },
    ];
  });
}
