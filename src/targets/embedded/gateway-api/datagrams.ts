import type dgram from 'node:dgram';
import type { GatewayRouter } from '../../../dataplane/gateway/router';
import { Turns } from '../../../dataplane/gateway/turns';
import type { Connection } from '../conntrack';
import type { Sockets } from '../sockets';
import { LOOPBACK, onDatagram, sendQuietly } from '../sockets';
import { UdpFlows } from '../udp-flows';
import type { GatewayContext } from './server';

/** All UDP ports of all Gateways: the datagrams of a client go to one backend, and answers back. Says its port on loopback. */
export async function relayGatewayDatagrams(
  sockets: Sockets,
  router: () => GatewayRouter,
  { network, conntrack, from }: GatewayContext,
): Promise<number> {
  const relay = await sockets.bind();
  const turns = new Turns();
  const flows = new UdpFlows<Connection>();
  const { port: own } = relay.address();
  onDatagram(relay, (message, client) => {
    const connection = conntrack.find('udp', client.port, own);
    if (connection === undefined) return;
    flows
      .send(connection, message, () => {
        conntrack.onEnd(connection, () => flows.end(connection));
        return open(connection, client.port);
      })
      .catch(() => undefined);
  });
  relay.once('close', () => flows[Symbol.dispose]());
  return own;

  async function open({ delivered: { listener } }: Connection, clientPort: number): Promise<dgram.Socket | undefined> {
    if (listener.type !== 'gateway') return undefined;
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
