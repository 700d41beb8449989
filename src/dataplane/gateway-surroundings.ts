import { GATEWAY_GROUP } from '../model/api-kinds';
import { secretElsewhere } from '../model/elsewhere/absent-secret';
import type { World } from '../model/elsewhere/world';
import { gatewayObjectsOf } from '../model/gateway/gateway-objects';
import type { Gateway, ListenerSet } from '../model/gateway/objects';
import type { Manifest } from '../model/manifest';
import { mistyped } from '../terms/nearest';
import type { ClusterConfig } from './cluster-config';
import { CONTOUR_GATEWAYS } from './cluster-config';
import { standInSecret } from './stand-in-secret';

/** The class that every cluster has. */
const CONTOUR = 'contour';
/** The controller that stands in for those of classes that others install. */
const STAND_IN = 'example.com/gateway-controller';

/**
 * Stand-ins for what Gateways need and the input does not make: GatewayClasses, certificates, and controllers, which are taken to do
 * what the specification says.
 */
export function gatewaySurroundings(
  world: World,
  { gatewayControllers = [CONTOUR_GATEWAYS] }: Pick<ClusterConfig, 'gatewayControllers'>,
): {
  readonly gatewayControllers: readonly string[];
  readonly manifests: readonly Manifest[];
  readonly notes: readonly string[];
} {
  const { classes, gateways, listenerSets } = gatewayObjectsOf(world.model);
  const named = new Set([...gateways.values()].flatMap(({ spec }) => spec.gatewayClassName ?? []));
  const absent = [...named].filter(
    (name) => name !== CONTOUR && !classes.has(name) && mistyped(name, [...classes.keys(), CONTOUR]) === undefined,
  );
  const foreign = [...named].flatMap((name) => {
    const { controllerName } = classes.get(name)?.spec ?? {};
    return controllerName === undefined || gatewayControllers.includes(controllerName)
      ? []
      : [{ name, controllerName }];
  });
  const assumed = [...absent, ...foreign.map(({ name }) => name)];
  return {
    gatewayControllers: [
      ...gatewayControllers,
      ...(absent.length === 0 ? [] : [STAND_IN]),
      ...foreign.map(({ controllerName }) => controllerName),
    ],
    manifests: [
      ...absent.map((name) => ({
        apiVersion: `${GATEWAY_GROUP}/v1`,
        kind: 'GatewayClass',
        metadata: { name },
        spec: { controllerName: STAND_IN },
      })),
      ...[...gateways.values(), ...listenerSets.values()].flatMap((owner) => certificatesFor(world, owner)),
    ],
    notes: assumed.map(
      (name) => `the controller of GatewayClass ${name} is not modelled: it is taken to do what the specification says`,
    ),
  };
}

function certificatesFor(world: World, owner: Gateway | ListenerSet): readonly Manifest[] {
  return (owner.spec.listeners ?? []).flatMap(({ hostname, tls }) =>
    (tls?.certificateRefs ?? []).flatMap(({ group = '', kind = 'Secret', name = '', namespace: other }) => {
      const namespace = other ?? owner.metadata.namespace ?? world.model.defaultNamespace;
      const isMade = group === '' && kind === 'Secret' && name !== '';
      if (!isMade || secretElsewhere(world, namespace, name, owner) === undefined) return [];
      return [standInSecret(namespace, name, hostname)];
    }),
  );
}
