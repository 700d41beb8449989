import type { IPFamily, Protocol } from '../../model/objects';

/** One endpoint of a Service, as an EndpointSlice holds it, with the conditions that are left out filled in. */
export interface ServiceEndpoint {
  readonly address: string;
  /** All its addresses. Proxies look at the first one only, DNS at all. */
  readonly addresses: readonly string[];
  readonly ready: boolean;
  readonly serving: boolean;
  readonly terminating: boolean;
  readonly nodeName?: string;
  readonly zone?: string;
  readonly hostname?: string;
  /** `namespace/name` of the Pod, when one is known. */
  readonly pod?: string;
  /** Zones and nodes that the endpoint is meant for. */
  readonly forZones?: readonly string[];
  readonly forNodes?: readonly string[];
}

/** A port of a slice: the name is that of the Service port, the number is the target port. */
export interface SlicePort {
  readonly name: string;
  readonly protocol: Protocol;
  readonly port: number;
}

/** Endpoints that have the same ports. */
export interface ServiceSlice {
  readonly family: IPFamily;
  readonly ports: readonly SlicePort[];
  readonly endpoints: readonly ServiceEndpoint[];
}
