import { GATEWAY_GROUP } from '../model/api-kinds';
import { mayBeGrantedElsewhere } from '../model/elsewhere/absent-grant';
import { secretElsewhere } from '../model/elsewhere/absent-secret';
import type { World } from '../model/elsewhere/world';
import { gatewayObjectsOf } from '../model/gateway/gateway-objects';
import type { Referent, Referrer } from '../model/gateway/grants';
import { isGranted, isSecret, referentOf } from '../model/gateway/grants';
import type { Gateway, ListenerSet, Route } from '../model/gateway/objects';
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
 * Stand-ins for what Gateways need and the input does not make: GatewayClasses, certificates, grants, and controllers, which are taken
 * to do what the specification says.
 */
export function gatewaySurroundings(
  world: World,
  { gatewayControllers = [CONTOUR_GATEWAYS] }: Pick<ClusterConfig, 'gatewayControllers'>,
): {
  readonly gatewayControllers: readonly string[];
  readonly unknownGatewayControllers: readonly string[];
  readonly manifests: readonly Manifest[];
  readonly notes: readonly string[];
} {
  const { classes, gateways, routes } = gatewayObjectsOf(world.model);
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
  const unknown = [...(absent.length === 0 ? [] : [STAND_IN]), ...foreign.map(({ controllerName }) => controllerName)];
  return {
    gatewayControllers: [...gatewayControllers, ...unknown],
    unknownGatewayControllers: unknown,
    manifests: [
      ...absent.map((name) => ({
        apiVersion: `${GATEWAY_GROUP}/v1`,
        kind: 'GatewayClass',
        metadata: { name },
        spec: { controllerName: STAND_IN },
      })),
      ...gatewayCertificates(world),
      ...routes.flatMap((route) => grantsFor(world, route)),
    ],
    notes: assumed.map(
      (name) => `the controller of GatewayClass ${name} is not modelled: it is taken to do what the specification says`,
    ),
  };
}

/** Stand-ins for the certificates of listeners that others make, and for the grants of these. */
export function gatewayCertificates(world: World): readonly Manifest[] {
  const { gateways, listenerSets } = gatewayObjectsOf(world.model);
  return [
    ...[...gateways.values()].flatMap((owner) => certificatesFor(world, 'Gateway', owner)),
    ...[...listenerSets.values()].flatMap((owner) => certificatesFor(world, 'ListenerSet', owner)),
  ];
}

function certificatesFor(world: World, kind: string, owner: Gateway | ListenerSet): readonly Manifest[] {
  const from = { kind, namespace: owner.metadata.namespace ?? world.model.defaultNamespace };
  return (owner.spec.listeners ?? []).flatMap(({ hostname, tls }) =>
    (tls?.certificateRefs ?? []).flatMap((ref) => {
      const to = referentOf(ref, from.namespace, 'Secret');
      const hosts = hostname === undefined ? [] : [hostname];
      const isMade =
        isSecret(to) && to.name !== '' && secretElsewhere(world, to.namespace, to.name, owner) !== undefined;
      return [...(isMade ? [standInSecret(to.namespace, to.name, hosts)] : []), ...standInGrant(world, from, to)];
    }),
  );
}

function grantsFor(world: World, { kind, metadata, spec }: Route): readonly Manifest[] {
  const from = { kind, namespace: metadata.namespace ?? world.model.defaultNamespace };
  const refs = (spec.rules ?? []).flatMap(({ backendRefs = [] }) => backendRefs);
  return refs.flatMap((ref) => standInGrant(world, from, referentOf(ref, from.namespace, 'Service')));
}

function standInGrant(world: World, from: Referrer, to: Referent): readonly Manifest[] {
  if (isGranted(gatewayObjectsOf(world.model), from, to) || !mayBeGrantedElsewhere(world, to.namespace)) return [];
  return [
    {
      apiVersion: `${GATEWAY_GROUP}/v1beta1`,
      kind: 'ReferenceGrant',
      metadata: { name: `${from.kind}-${from.namespace}-${to.kind}`.toLowerCase(), namespace: to.namespace },
      spec: { from: [{ group: GATEWAY_GROUP, ...from }], to: [{ group: to.group, kind: to.kind }] },
    },
  ];
}
