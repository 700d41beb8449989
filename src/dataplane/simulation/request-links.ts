import type { RequestTarget } from '../../probes/probe';
import { portOf } from '../../probes/probe';
import type { Vantage } from '../../terms/vantage';
import type { Cluster } from '../cluster';
import type { Link } from '../trace';
import { decideRequest } from './request-decision';
import { addressFor } from './requests';

/** The links that a request through a Gateway goes over, up to and including the first broken one. */
export function requestLinks(cluster: Cluster, from: Vantage, to: RequestTarget): readonly Link[] {
  const address = addressFor(cluster, to);
  const called = to.gateway === undefined ? 'the Ingress controller' : `Gateway ${to.gateway}`;
  if (address === undefined) return [{ link: 'address', ok: false, detail: `${called} has no address` }];
  const arrived = cluster.connect({ from, protocol: 'TCP', address, port: portOf(to) });
  const reached: Link = { link: 'address', ok: arrived.action === 'deliver', detail: arrived.reason };
  if (arrived.action !== 'deliver') return [reached];
  const decided = decideRequest(cluster, arrived.listener, to, address);
  switch (decided.kind) {
    case 'closed':
    case 'left':
      return [reached, { link: 'route', ok: false, detail: decided.reason }];
    case 'stream':
      return [reached, { link: 'route', ok: true, detail: decided.stream.reason }];
    case 'http':
      return [reached, { link: 'route', ok: decided.decision.action === 'forward', detail: decided.decision.reason }];
  }
}
