import type { NodeConfig } from '../dataplane/cluster-config';
import { DEFAULT_NODES } from '../dataplane/cluster-config';
import type { NetworkModel } from '../model/network-model';
import type { Labels } from '../model/objects';
import { isObject } from '../terms/json';

/**
 * The nodes of the cluster that manifests describe: the Nodes among them (objects that were read from a cluster), or those
 * that Pods name, or else those of the embedded target.
 */
export function nodesOf({ objects, workloads }: NetworkModel): readonly NodeConfig[] {
  const declared = objects.filter(({ ref }) => ref.kind === 'Node' && ref.apiVersion === 'v1');
  if (declared.length > 0) {
    return declared.map(({ ref, manifest }) => {
      const metadata = isObject(manifest.metadata) ? manifest.metadata : {};
      return { name: ref.name, ...(isObject(metadata.labels) ? { labels: metadata.labels as Labels } : {}) };
    });
  }
  const named = new Set(workloads.flatMap(({ spec }) => (typeof spec.nodeName === 'string' ? spec.nodeName : [])));
  const known = new Set(DEFAULT_NODES.map(({ name }) => name));
  return [...named].every((name) => known.has(name)) ? DEFAULT_NODES : [...named].map((name) => ({ name }));
}
