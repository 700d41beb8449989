import type { World } from '../model/elsewhere/world';
import { describeRoute, gatewayObjectsOf } from '../model/gateway/gateway-objects';
import type { PlannedProbe } from '../probes/expectation';
import { groupBy } from '../terms/maps';
import { listed } from '../terms/sentence';

/**
 * Why there is nothing to probe, as a sentence; none where there is something.
 *
 * @param pods how many Pods of the input run
 */
export function whyNothing(plan: readonly PlannedProbe[], { model, refused }: World, pods: number): readonly string[] {
  if (plan.length > 0) return [];
  const { objects, services, ingresses } = model;
  const { routes } = gatewayObjectsOf(model);
  if (pods === 0 && model.workloads.length > 0) {
    return ['nothing to probe: no Pod of the input runs; its workloads are not deployed, or have no replicas'];
  }
  if (services.size + ingresses.size > 0) {
    return ['nothing to probe: no Pod of the input could ask for its Services; declare a workload, or an intent'];
  }
  const [route] = routes;
  if (route !== undefined) {
    return [`nothing to probe: ${describeRoute(route)} does not name a Gateway of the input in its parentRefs`];
  }
  const kinds = [...groupBy(objects, ({ ref }) => ref.kind)].map(([kind, all]) => `${all.length} ${kind}`);
  const there = kinds.length === 0 ? 'no object' : listed(kinds);
  const left = refused?.objects.length ?? 0;
  const gone = left === 0 ? '' : `, and the API server refuses ${left} more`;
  return [`nothing to probe: the input has no Service, Ingress or route of a Gateway; it has ${there}${gone}`];
}
