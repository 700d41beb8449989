import type { Manifest } from '../../model/manifest';
import { isObject } from '../../terms/json';
import type { EndpointSlice } from '../../model/objects';
import { objectsIn } from '../../model/workload';

const MANAGED_BY = 'endpointslice.kubernetes.io/managed-by';
const CONTROLLER = 'endpointslicemirroring-controller.k8s.io';
const SKIP = 'endpointslice.kubernetes.io/skip-mirror';
const LEADER = 'control-plane.alpha.kubernetes.io/leader';

/**
 * The EndpointSlices that the mirroring controller makes of an Endpoints object (the old API, deprecated since 1.33):
 * one for each subset. None for other kinds and for objects that ask not to be mirrored. kube-proxy reads slices only.
 */
export function mirroredSlices(manifest: Manifest): readonly Manifest[] {
  if (manifest.kind !== 'Endpoints' || manifest.apiVersion !== 'v1' || !isObject(manifest.metadata)) return [];
  const { labels, annotations, name } = manifest.metadata;
  const skipped = isObject(labels) && labels[SKIP] === 'true';
  if (skipped || (isObject(annotations) && LEADER in annotations)) return [];
  return objectsIn<Subset>(manifest.subsets).map((subset, index) => ({
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: {
      ...(manifest.metadata as object),
      name: `${String(name)}-mirrored-${index}`,
      labels: { ...(isObject(labels) ? labels : {}), 'kubernetes.io/service-name': name, [MANAGED_BY]: CONTROLLER },
    },
    addressType: 'IPv4',
    endpoints: [...endpointsOf(subset.addresses, true), ...endpointsOf(subset.notReadyAddresses, false)],
    ports: objectsIn(subset.ports),
  }));
}

/** Whether a slice was mirrored: that happens only for Services without selector. */
export function isMirrored({ metadata }: EndpointSlice): boolean {
  return metadata.labels?.[MANAGED_BY] === CONTROLLER;
}

interface Subset {
  readonly addresses?: unknown;
  readonly notReadyAddresses?: unknown;
  readonly ports?: unknown;
}

interface Address {
  readonly ip?: unknown;
  readonly hostname?: unknown;
  readonly nodeName?: unknown;
}

function endpointsOf(addresses: unknown, ready: boolean): readonly object[] {
  return objectsIn<Address>(addresses).map(({ ip, hostname, nodeName }) => ({
    addresses: [ip],
    conditions: { ready },
    ...(hostname === undefined ? {} : { hostname }),
    ...(nodeName === undefined ? {} : { nodeName }),
  }));
}
