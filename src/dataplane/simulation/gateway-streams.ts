import type { Cluster } from '../cluster';
import type { Delivered, Listener } from '../flow';
import { roundOf, Turns } from '../gateway/turns';

type GatewayListener = Extract<Listener, { type: 'gateway' }>;

/** Whether the bytes of connections to a port of a Gateway are passed on without a look at them. */
export function passesBytes(listener: Listener): listener is GatewayListener {
  return listener.type === 'gateway' && (listener.protocol === 'TCP' || listener.protocol === 'UDP');
}

/** How many connections to such a port show everybody who may answer. */
export function streamChoices(listener: GatewayListener, { dataplane }: Pick<Cluster, 'dataplane'>): number {
  const stream = dataplane.gateways.connect(listener);
  return stream.action === 'stream' ? roundOf(stream.destinations) : 1;
}

/**
 * Who a connection to such a port arrives at; undefined: nobody.
 *
 * @param turn how many connections there were before, which took theirs
 */
export function streamed(listener: GatewayListener, cluster: Cluster, turn: number): Delivered | undefined {
  const stream = cluster.dataplane.gateways.connect(listener);
  if (stream.action !== 'stream') return undefined;
  const turns = new Turns();
  for (let before = 0; before < turn; before++) {
    const destination = turns.destination('stream', stream.destinations);
    if (destination !== undefined) turns.endpoint('stream', destination);
  }
  const destination = turns.destination('stream', stream.destinations);
  const endpoint = destination && turns.endpoint('stream', destination);
  const protocol = listener.protocol === 'UDP' ? 'UDP' : 'TCP';
  const decision = endpoint && cluster.connect({ from: cluster.ingressVantage, protocol, ...endpoint });
  return decision?.action === 'deliver' ? decision : undefined;
}
