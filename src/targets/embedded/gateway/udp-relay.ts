import type dgram from 'node:dgram';
import type { RemoteInfo } from 'node:dgram';
import net from 'node:net';
import type { Vantage } from '../../../terms/vantage';
import { closeQuietly, LOOPBACK, onDatagram, sendQuietly } from '../sockets';
import { UdpFlows } from '../udp-flows';
import type { GatewayContext } from './gateway-context';
import type { Endpoint } from './socks-wire';
import { parseDatagram, printDatagram, printReply, REPLY } from './socks-wire';

/**
 * Serves UDP ASSOCIATE: datagrams of a client go where the dataplane sends the first one, per source port and
 * destination, as conntrack has it. The association ends with its TCP connection.
 *
 * SOCKS has no way to say that a datagram was refused (ICMP port unreachable) or lost, so the gateway sends one more
 * reply on the TCP connection: 4 unresolved, 5 refused, 6 dropped. A client that does not look there just hears nothing.
 */
export async function relayDatagrams(control: net.Socket, from: Vantage, context: GatewayContext): Promise<void> {
  const relay = await context.sockets.bind();
  const flows = new UdpFlows<string>();
  control.once('close', () => {
    closeQuietly(relay);
    flows[Symbol.dispose]();
  });
  control.on('end', () => control.end());
  control.resume();
  onDatagram(relay, (message, client) => {
    const datagram = parseDatagram(message);
    if (datagram === undefined) return;
    const key = `${client.port} ${datagram.host} ${datagram.port}`;
    flows
      .send(key, datagram.data, () => openFlow(datagram, client))
      .catch(() => control.write(printReply(REPLY.failure)));
  });
  control.write(printReply(REPLY.succeeded, { host: LOOPBACK, port: relay.address().port }));

  async function openFlow(to: Endpoint, client: RemoteInfo): Promise<dgram.Socket | undefined> {
    const [address] = net.isIP(to.host) === 0 ? await context.resolve(from, to.host) : [to.host];
    if (address === undefined) return void control.write(printReply(REPLY.hostUnreachable));
    const decision = context.network.connect({ from, protocol: 'UDP', address, port: to.port });
    if (decision.action === 'refuse') return void control.write(printReply(REPLY.connectionRefused));
    if (decision.action === 'drop') return void control.write(printReply(REPLY.ttlExpired));
    const socket = await context.network.openUdp(decision, client.port);
    const source = { host: to.host, port: to.port };
    onDatagram(socket, (data) => sendQuietly(relay, printDatagram(source, data), client));
    return socket;
  }
}
