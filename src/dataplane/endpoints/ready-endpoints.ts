import type { Protocol, ServicePort } from '../../model/objects';
import type { EndpointSlices } from './endpoint-slices';

/** Where a process listens. */
export interface EndpointAddress {
  readonly address: string;
  readonly port: number;
}

/**
 * The endpoints that controllers which balance on their own take for a port of a Service (`namespace/name`), by the port's name:
 * ready ones; terminating ones never, whatever kube-proxy falls back to.
 */
export function readyEndpoints(
  slices: EndpointSlices,
  service: string,
  { name = '' }: ServicePort,
  wanted: Protocol = 'TCP',
): readonly EndpointAddress[] {
  const endpoints = new Map<string, EndpointAddress>();
  for (const { ports, endpoints: inSlice } of slices.of(service)) {
    for (const { name: portName, protocol, port } of ports) {
      if (protocol !== wanted || (name !== '' && portName !== name)) continue;
      for (const { address, ready } of inSlice) if (ready) endpoints.set(`${address} ${port}`, { address, port });
    }
  }
  return [...endpoints.values()];
}
