import type { ServicePort } from '../../model/objects';
import type { ReachedExpectation } from '../expectation';
import type { Capability, TransportTarget } from '../probe';

/** A connection to a port of a Service: what is sent, and what a target has to be able to do for it. */
export function transportTo(
  host: string,
  port: number,
  { protocol = 'TCP' }: Pick<ServicePort, 'protocol'>,
): { readonly to: TransportTarget; readonly requires?: Capability } {
  switch (protocol) {
    case 'TCP':
      return { to: { kind: 'transport', protocol: 'tcp', host, port } };
    case 'UDP':
      return { to: { kind: 'transport', protocol: 'udp', host, port }, requires: 'udp' };
    case 'SCTP':
      return { to: { kind: 'transport', protocol: 'sctp', host, port }, requires: 'sctp' };
  }
}

/** Somebody answers; one of these Pods, where it is known who may. */
export function reachedBy(by: readonly string[] | undefined): ReachedExpectation {
  return { kind: 'connection', outcome: 'reached', ...(by === undefined ? {} : { by }) };
}
