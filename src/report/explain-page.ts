import type { ClusterFor } from '../explain/cluster-for';
import type { Explanation } from '../explain/explanation';
import { readable } from '../graph/bundle';
import { FocusError, focused } from '../graph/focus';
import { layOut } from '../graph/layout/lay-out';
import { predictedMap } from '../graph/map-network';
import type { NetworkMap } from '../graph/network-map';
import type { PageData } from './page-data';

/** How far from what is explained the map of its page goes. */
const DEPTH = 2;

/** The page of an explanation, with the part of the map around what it is about. */
export function explainPage(explanation: Explanation, network: ClusterFor): PageData {
  const { what, summary, services, notes, route, gateway, gatewayRoute } = explanation;
  const whole = predictedMap(network, []);
  const about =
    gateway !== undefined || gatewayRoute !== undefined
      ? [gateway === undefined ? (gatewayRoute?.route ?? '').replace(' ', '/') : `Gateway/${gateway.gateway}`]
      : route?.winner === undefined
        ? services.map(({ service }) => `Service/${service}`)
        : [`Ingress/${route.winner.ingress}`];
  const [map] = about.flatMap((id) => partAround(whole, id) ?? []);
  return {
    title: `explain ${what}`,
    facts: [summary],
    notes,
    explanation,
    ...(map === undefined ? {} : { drawing: layOut(readable(map)) }),
  };
}

/** Undefined: it is not among the input's objects. */
function partAround(map: NetworkMap, id: string): NetworkMap | undefined {
  try {
    return focused(map, id, DEPTH);
  } catch (error) {
    if (error instanceof FocusError) return undefined;
    throw error;
  }
}
