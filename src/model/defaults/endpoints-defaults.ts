import type { JsonObject } from '../../terms/json';
import { isObject } from '../../terms/json';
import { objectsIn } from '../workload';

/** Endpoints with the defaults of the API (pkg/apis/core/v1/defaults.go): a port is TCP unless it says otherwise. */
export function defaultEndpoints(given: JsonObject): JsonObject {
  if (!Array.isArray(given.subsets)) return given;
  return { ...given, subsets: given.subsets.map(defaultSubset) };
}

function defaultSubset(subset: unknown): unknown {
  if (!isObject(subset) || !Array.isArray(subset.ports)) return subset;
  const ports = objectsIn<JsonObject>(subset.ports).map((port) => ({ ...port, protocol: port.protocol || 'TCP' }));
  return { ...subset, ports };
}
