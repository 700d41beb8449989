import type { HttpTarget, TransportTarget } from '../../../probes/probe';

/** A probe's target that a connection is made to. */
export type ConnectionTarget = TransportTarget | HttpTarget;

export function isHttp(target: ConnectionTarget): target is HttpTarget {
  return target.protocol === 'http' || target.protocol === 'https';
}

/** The port that is dialled: by default that of the protocol. */
export function portOf(target: ConnectionTarget): number {
  return target.port ?? (target.protocol === 'https' ? 443 : 80);
}
