import type dgram from 'node:dgram';
import type { GatewayRouter } from '../../../dataplane/gateway/router';
import { Turns } from '../../../dataplane/gateway/turns';
import type { Sockets } from '../sockets';
import { closeQuietly, LOOPBACK, onDatagram, sendQuietly } from '../sockets';
import type { GatewayContext } from './server';

/** All UDP ports of all Gateways: the datagrams of a client go to one backend, and answers back. Says its port on loopback. */
export async function relayGatewayDatagrams(
  sockets: Sockets,
  router: () => GatewayRouter,
  { network, conntrack, from }: GatewayContext,
): Promise<number> {
  const relay = await sockets.bind();
  const turns = new Turns();
  const flows = new Map<number, Promise<dgram.Socket | undefined>>();
  const { port: own } = relay.address();
  onDatagram(relay, (message, client) => {
    const flow = flows.get(client.port) ?? open(client.port);
    flows.set(client.port, flow);
    flow.then(
      (socket) => socket && sendQuietly(socket, message),
      () => flows.delete(client.port),
    );
  });
  relay.once('close', () => {
    for (const flow of flows.values()) flow.then((socket) => socket && closeQuietly(socket)).catch(() => undefined);
  });
  return own;

  async function open(clientPort: number): Promise<dgram.Socket | undefined> {
    const listener = conntrack.find('udp', clientPort, own)?.delivered.listener;
    if (listener?.type !== 'gateway') return undefined;
    const stream = router().connect(listener);
    const destination = stream.action === 'stream' ? turns.destination(stream.reason, stream.destinations) : undefined;
    const endpoint = destination && turns.endpoint('stream', destination);
    const arrival = endpoint && network.connect({ from, protocol: 'UDP', ...endpoint });
    if (arrival?.action !== 'deliver') return undefined;
    const socket = await network.openUdp(arrival);
    const client = { address: LOOPBACK, port: clientPort };
    onDatagram(socket, (answer) => sendQuietly(relay, answer, client));
    return socket;
  }
}
