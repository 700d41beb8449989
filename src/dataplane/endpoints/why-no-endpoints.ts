import type { Service } from '../../model/objects';
import { selectsPods, targetPortOf } from '../../model/service';
import { labelText, listed } from '../../terms/sentence';
import type { EndpointSlices } from './endpoint-slices';
import { namedPort } from './endpoint-slices';

/** Which port of a Service is meant. */
export interface PortIdentity {
  readonly portName: string;
  readonly protocol: string;
}

/** Why a Service port has no ready endpoint, in one sentence. */
export function whyNoEndpoints(service: Service, slices: EndpointSlices, { portName, protocol }: PortIdentity): string {
  const { metadata, spec } = service;
  const { namespace = '', name = '' } = metadata;
  if (!selectsPods(spec)) return withoutSelector(slices, `${namespace}/${name}`, portName, protocol);
  const selector = labelText(spec.selector ?? {});
  const pods = slices.selected(service);
  if (pods.length === 0) return `no endpoint: the selector ${selector} matches no Pod of namespace ${namespace}`;
  const port = (spec.ports ?? []).find(
    (each) => (each.name ?? '') === portName && (each.protocol ?? 'TCP') === protocol,
  );
  const target = port === undefined ? 0 : targetPortOf(port);
  if (typeof target === 'string' && !pods.some((pod) => namedPort(pod.spec, target, protocol) !== undefined)) {
    return `no endpoint: targetPort ${target} is the name of no ${protocol} container port of the Pods that ${selector} selects`;
  }
  const reasons = [
    ...new Set(pods.flatMap(({ key, notReady }) => (notReady === undefined ? [] : [`${key}: ${notReady}`]))),
  ];
  if (reasons.length > 0) return `no ready endpoint: ${listed(reasons, 2)}`;
  return `no ready endpoint: the Pods that ${selector} selects are terminating`;
}

function withoutSelector(slices: EndpointSlices, service: string, portName: string, protocol: string): string {
  const found = slices.of(service);
  if (found.length === 0) return `no endpoint: Service ${service} has no selector and no EndpointSlice`;
  const fits = found.filter(({ ports }) => ports.some((port) => port.name === portName && port.protocol === protocol));
  if (fits.length > 0) return `no ready endpoint in the EndpointSlices of Service ${service}`;
  const ports = found.flatMap((slice) =>
    slice.ports.map((port) => `${port.name === '' ? '""' : port.name}/${port.protocol}`),
  );
  const wanted = `${portName === '' ? '""' : portName}/${protocol}`;
  return `no endpoint: the EndpointSlices of Service ${service} have ports ${listed([...new Set(ports)])}, none is ${wanted}`;
}
