import { ApiObject } from 'cdk8s';
import { ServiceAllocator } from '../model/allocation/service-allocator';
import { defaultServiceSpec } from '../model/defaults/service-defaults';
import type { Manifest } from '../model/manifest';
import { refOf } from '../model/manifest';
import type { ClusterOptions } from '../rules/cluster-options';
import { isObject } from '../terms/json';
import { keyOf } from '../terms/object-ref';

/**
 * The cluster IP that a Service gets if all Services of its tree are created, in the order of the tree: a prediction,
 * the same every time. Undefined for headless and ExternalName Services, and where the cluster would give none.
 */
export function predictedClusterIP(service: ApiObject, cluster: ClusterOptions): string | undefined {
  const allocator = new ServiceAllocator(cluster);
  let found: string | undefined;
  for (const each of service.node.root.node.findAll()) {
    if (!ApiObject.isApiObject(each) || each.kind !== 'Service' || each.apiVersion !== 'v1') continue;
    const manifest = each.toJson() as Manifest;
    const { namespace, name } = refOf(manifest, cluster.namespace);
    const spec = defaultServiceSpec(isObject(manifest.spec) ? manifest.spec : {});
    const clusterIP = allocator.allocate(keyOf(namespace, name), spec).allocated?.clusterIP;
    if (each === service && clusterIP !== 'None') found = clusterIP;
  }
  return found;
}
