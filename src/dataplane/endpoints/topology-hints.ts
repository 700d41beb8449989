import type { Service } from '../../model/objects';
import type { ClusterNode } from '../node';
import type { ServiceEndpoint, ServiceSlice } from './service-endpoint';

/**
 * The zones and nodes that the endpoint controller names in its slices (`k8s.io/endpointslice/{trafficdist,
 * topologycache}`). The annotation for topology-aware routing counts before `trafficDistribution`.
 */
export function withTopologyHints(
  slices: readonly ServiceSlice[],
  { metadata, spec }: Service,
  nodes: ReadonlyMap<string, ClusterNode>,
): readonly ServiceSlice[] {
  const mode = metadata.annotations?.[MODE] ?? metadata.annotations?.[OLD_MODE];
  if (mode === 'Auto' || mode === 'auto') return withAutoHints(slices, nodes);
  const { trafficDistribution } = spec;
  if (trafficDistribution === undefined) return slices;
  const sameNode = trafficDistribution === 'PreferSameNode';
  return mapReady(slices, (endpoint) => ({
    ...endpoint,
    ...(endpoint.zone === undefined ? {} : { forZones: [endpoint.zone] }),
    ...(sameNode && endpoint.nodeName !== undefined ? { forNodes: [endpoint.nodeName] } : {}),
  }));
}

const MODE = 'service.kubernetes.io/topology-mode';
const OLD_MODE = 'service.kubernetes.io/topology-aware-hints';

/** How much more than its share a zone's endpoints may have to carry. */
const OVERLOAD = 0.2;

/** Shares endpoints out to zones by their CPUs; nodes have the same number of CPUs, control planes do not count. */
function withAutoHints(
  slices: readonly ServiceSlice[],
  nodes: ReadonlyMap<string, ClusterNode>,
): readonly ServiceSlice[] {
  const ready = slices.flatMap(({ endpoints }) => endpoints.filter((endpoint) => endpoint.ready));
  const shares = sharesOf(nodes, ready.length);
  if (shares === undefined || ready.some(({ zone }) => zone === undefined)) return slices;
  const inZone = new Map<string, number>();
  for (const { zone = '' } of ready) inZone.set(zone, (inZone.get(zone) ?? 0) + 1);
  const { giving, receiving } = donations(shares, inZone);
  return mapReady(slices, (endpoint) => {
    const { zone = '' } = endpoint;
    const left = giving.get(zone) ?? 0;
    const receiver = left > 0 ? most(receiving) : undefined;
    if (receiver === undefined) return { ...endpoint, forZones: [zone] };
    giving.set(zone, left - 1);
    receiving.set(receiver, (receiving.get(receiver) ?? 0) - 1);
    return { ...endpoint, forZones: [receiver] };
  });
}

/** How many endpoints each zone should have; undefined where topology-aware routing gives up. */
function sharesOf(nodes: ReadonlyMap<string, ClusterNode>, endpoints: number): ReadonlyMap<string, number> | undefined {
  const counted = [...nodes.values()].filter(({ controlPlane }) => !controlPlane);
  const nodesInZone = new Map<string, number>();
  for (const { zone } of counted) {
    if (zone === undefined) return undefined;
    nodesInZone.set(zone, (nodesInZone.get(zone) ?? 0) + 1);
  }
  if (nodesInZone.size < 2 || nodesInZone.size > endpoints) return undefined;
  const shares = new Map<string, number>();
  let spare = endpoints;
  for (const [zone, count] of nodesInZone) {
    const share = (count / counted.length) * endpoints;
    const minimum = Math.ceil(share / (1 + OVERLOAD));
    spare -= minimum;
    shares.set(zone, Math.max(share, minimum));
  }
  return spare < 0 ? undefined : shares;
}

/** How many endpoints zones give away and get, in whole ones, from the largest surplus to the largest need. */
function donations(
  shares: ReadonlyMap<string, number>,
  inZone: ReadonlyMap<string, number>,
): { readonly giving: Map<string, number>; readonly receiving: Map<string, number> } {
  const surplus = new Map<string, number>();
  const need = new Map<string, number>();
  for (const [zone, share] of shares) {
    const actual = inZone.get(zone) ?? 0;
    if (actual > share) surplus.set(zone, actual - share);
    if (actual < share) need.set(zone, share - actual);
  }
  const giving = new Map<string, number>();
  const receiving = new Map<string, number>();
  for (;;) {
    const [giver, receiver] = [most(surplus), most(need)];
    if (giver === undefined || receiver === undefined) break;
    const [toGive, toGet] = [surplus.get(giver) ?? 0, need.get(receiver) ?? 0];
    if ((toGive < 1 && toGet < 1) || toGive < 0.5 || toGet < 0.5) break;
    giving.set(giver, (giving.get(giver) ?? 0) + 1);
    surplus.set(giver, toGive - 1);
    receiving.set(receiver, (receiving.get(receiver) ?? 0) + 1);
    need.set(receiver, toGet - 1);
  }
  return { giving, receiving };
}

/** The zone with the largest number above 0; of equal ones the first by name, where the controller takes any. */
function most(zones: ReadonlyMap<string, number>): string | undefined {
  let best: string | undefined;
  for (const [zone, number] of zones) {
    const record = best === undefined ? 0 : (zones.get(best) ?? 0);
    if (number > record || (number === record && best !== undefined && zone < best)) best = zone;
  }
  return best;
}

function mapReady(
  slices: readonly ServiceSlice[],
  change: (endpoint: ServiceEndpoint) => ServiceEndpoint,
): readonly ServiceSlice[] {
  return slices.map((slice) => ({
    ...slice,
    endpoints: slice.endpoints.map((endpoint) => (endpoint.ready ? change(endpoint) : endpoint)),
  }));
}
