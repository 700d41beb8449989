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
  const { what, summary, notes } = explanation;
  const whole = predictedMap(network, []);
  const [map] = aboutOf(explanation).flatMap((id) => partAround(whole, id) ?? []);
  return {
    title: `explain ${what}`,
    facts: [summary],
    notes,
    explanation,
    ...(map === undefined ? {} : { drawing: layOut(readable(map)) }),
  };
}

/** The objects that an explanation is about, as a map calls them. */
function aboutOf({ gateway, gatewayRoute, route, services }: Explanation): readonly string[] {
  if (gateway !== undefined) return [`Gateway/${gateway.gateway}`];
  if (gatewayRoute !== undefined) return [gatewayRoute.route.replace(' ', '/')];
  if (route?.winner !== undefined) return [`Ingress/${route.winner.ingress}`];
  return services.map(({ service }) => `Service/${service}`);
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
