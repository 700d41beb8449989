/** What the failure is about. */
export type AllocationReason =
  /** `clusterIP`, `clusterIPs`, `ipFamilies` or `ipFamilyPolicy` is malformed, or contradicts another one. */
  | 'cluster-ip-fields'
  /** Two addresses or families are asked for with `SingleStack`. */
  | 'single-stack'
  /** The cluster has no addresses of that family. */
  | 'family-not-configured'
  | 'cluster-ip-range'
  | 'cluster-ip-taken'
  | 'cluster-ip-full'
  /** Without a usable name no address can be recorded as the Service's. */
  | 'cluster-ip-owner'
  | 'node-port-range'
  | 'node-port-taken'
  | 'node-port-full'
  | 'health-check-node-port';

/** Why the API server does not store a Service: of the shape of a rule's finding. */
export interface AllocationFailure {
  readonly reason: AllocationReason;
  readonly kind: 'Required' | 'Invalid' | 'NotSupported' | 'Duplicate' | 'InternalError';
  readonly path: string;
  readonly value?: unknown;
  /** The API server's sentence, value and all: `Invalid value: 80: provided port is not in the valid range. ...`. */
  readonly detail: string;
  /** `namespace/name` of the Service that holds what was asked for. */
  readonly takenBy?: string;
}

/** What was asked for does not go. */
export function invalid(reason: AllocationReason, path: string, value: unknown, detail: string): AllocationFailure {
  return { reason, kind: 'Invalid', path, value, detail: `Invalid value: ${JSON.stringify(value)}: ${detail}` };
}

/** The API server answers 500 and names no field; `path` is the one that it is about. */
export function internalError(reason: AllocationReason, path: string, detail: string): AllocationFailure {
  return { reason, kind: 'InternalError', path, detail };
}
