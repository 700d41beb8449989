import { isObject } from '../terms/json';
import { keyOf } from '../terms/object-ref';
import type { NetworkModel } from './network-model';
import { viewOf } from './view';

/** What the ConfigMaps of the input hold, by `namespace/name`. */
export const configMapsOf = viewOf(
  ({ objects }: NetworkModel): ReadonlyMap<string, Readonly<Record<string, unknown>>> =>
    new Map(
      objects
        .filter(({ ref }) => ref.kind === 'ConfigMap' && ref.apiVersion === 'v1')
        .map(({ ref, manifest: { data } }) => [keyOf(ref.namespace, ref.name), isObject(data) ? data : {}]),
    ),
);
