import type { ApiObject } from 'cdk8s';
import type { Labels } from '../../src/model/objects';

/** The labels by which a Service selects Pods; none when it has no selector. */
export function selectorOf(service: ApiObject): Labels {
  return (service.toJson() as { readonly spec: { readonly selector?: Labels } }).spec.selector ?? {};
}
