import type { IPFamily, ServicePort } from '../../model/objects';
import type { ReachedExpectation } from '../expectation';
import type { Capability, TransportTarget } from '../probe';

/** A connection to a port of a Service: what is sent, and what a target has to be able to do for it. */
export function transportTo(
  host: string,
  port: number,
  { protocol = 'TCP' }: Pick<ServicePort, 'protocol'>,
  family?: IPFamily,
): { readonly to: TransportTarget; readonly requires?: Capability } {
  const to = { kind: 'transport', host, port, ...(family === undefined ? {} : { family }) } as const;
  switch (protocol) {
    case 'TCP':
      return { to: { ...to, protocol: 'tcp' } };
    case 'UDP':
      return { to: { ...to, protocol: 'udp' }, requires: 'udp' };
    case 'SCTP':
      return { to: { ...to, protocol: 'sctp' }, requires: 'sctp' };
  }
}

/** Somebody answers; one of these Pods, where it is known who may. */
export function reachedBy(by: readonly string[] | undefined): ReachedExpectation {
  return { kind: 'connection', outcome: 'reached', ...(by === undefined ? {} : { by }) };
}
