import type { NetworkModel } from '../../../model/network-model';
import { viewOf } from '../../../model/view';
import { keyOf } from '../../../terms/object-ref';
import type { Cursor } from '../../cursor';

/** Whether somebody wrote Endpoints for a Service: the API server mirrors them into slices. */
export function hasEndpoints(model: NetworkModel, namespace: string, service: string): boolean {
  return written(model).has(keyOf(namespace, service));
}

const written = viewOf(
  ({ objects }: NetworkModel): ReadonlySet<string> =>
    new Set(objects.flatMap(({ ref, key }) => (ref.kind === 'Endpoints' && ref.apiVersion === 'v1' ? [key] : []))),
);

/** The addresses of an EndpointSlice or of Endpoints, and where they stand. */
export function addressesAt(object: Cursor): readonly Cursor[] {
  const slice = object
    .at('endpoints')
    .items()
    .flatMap((endpoint) => endpoint.at('addresses').items());
  const subsets = object.at('subsets').items();
  return [...slice, ...subsets.flatMap((subset) => subset.at('addresses').items()).map((address) => address.at('ip'))];
}
