import type { Cursor } from '../cursor';

/** The ports of a Service, as places. */
export function portsOf(object: Cursor): readonly Cursor[] {
  return object.at('spec', 'ports').items();
}

/** Whether a Service has no cluster IP because it asks for none, whatever its type. */
export function isHeadless(object: Cursor): boolean {
  const clusterIPs = object.at('spec', 'clusterIPs').items();
  return clusterIPs.length === 1 && clusterIPs[0]?.value === 'None';
}

/** Whether traffic from outside can arrive at a Service. */
export function isReachableFromOutside(object: Cursor): boolean {
  const type = object.at('spec', 'type').value;
  if (type === 'NodePort' || type === 'LoadBalancer') return true;
  return type === 'ClusterIP' && object.at('spec', 'externalIPs').items().length > 0;
}
