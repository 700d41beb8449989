import type { Manifest } from '../../model/manifest';
import type { EndpointSlice } from '../../model/objects';
import { SERVICE_NAME } from '../../model/service';
import { objectsIn } from '../../model/workload';
import type { IPFamily } from '../../terms/ip';
import { familyOf } from '../../terms/ip';
import { isObject } from '../../terms/json';
import { replacePlaceholders } from '../../terms/placeholders';

const MANAGED_BY = 'endpointslice.kubernetes.io/managed-by';
const CONTROLLER = 'endpointslicemirroring-controller.k8s.io';
const SKIP = 'endpointslice.kubernetes.io/skip-mirror';
const LEADER = 'control-plane.alpha.kubernetes.io/leader';

/**
 * The EndpointSlices that the mirroring controller makes of an Endpoints object (the old API, deprecated since 1.33):
 * one for each subset and IP family. None for other kinds and for objects that ask not to be mirrored. kube-proxy reads slices only.
 */
export function mirroredSlices(manifest: Manifest): readonly Manifest[] {
  if (manifest.kind !== 'Endpoints' || manifest.apiVersion !== 'v1' || !isObject(manifest.metadata)) return [];
  const { labels, annotations, name } = manifest.metadata;
  const skipped = isObject(labels) && labels[SKIP] === 'true';
  if (skipped || (isObject(annotations) && LEADER in annotations)) return [];
  const metadata = {
    ...manifest.metadata,
    labels: { ...(isObject(labels) ? labels : {}), [SERVICE_NAME]: name, [MANAGED_BY]: CONTROLLER },
  };
  return objectsIn<Subset>(manifest.subsets).flatMap((subset, index) => {
    const endpoints = [...endpointsOf(subset.addresses, true), ...endpointsOf(subset.notReadyAddresses, false)];
    return (['IPv4', 'IPv6'] as const).flatMap((addressType) => {
      const ofFamily = endpoints.filter(({ addresses: [ip] }) => familyOfAny(String(ip)) === addressType);
      if (ofFamily.length === 0) return [];
      return [
        {
          apiVersion: 'discovery.k8s.io/v1',
          kind: 'EndpointSlice',
          metadata: { ...metadata, name: `${String(name)}-mirrored-${index}-${addressType.toLowerCase()}` },
          addressType,
          endpoints: ofFamily,
          ports: objectsIn(subset.ports),
        },
      ];
    });
  });
}

/** The family of an address, or of what its placeholder stands for. */
function familyOfAny(address: string): IPFamily {
  return familyOf(replacePlaceholders(address, ({ family }) => (family === 'IPv6' ? '::' : '0')));
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

function endpointsOf(addresses: unknown, ready: boolean): readonly { readonly addresses: readonly unknown[] }[] {
  return objectsIn<Address>(addresses).map(({ ip, hostname, nodeName }) => ({
    addresses: [ip],
    conditions: { ready },
    ...(hostname === undefined ? {} : { hostname }),
    ...(nodeName === undefined ? {} : { nodeName }),
  }));
}
