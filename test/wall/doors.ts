import { once } from 'node:events';
import net from 'node:net';
import tls from 'node:tls';
import type fc from 'fast-check';
import type { Cluster } from '../../src/dataplane/cluster';
import type { EmbeddedNetwork } from '../../src/targets/embedded/embedded-network';
import { LOOPBACK } from '../../src/targets/embedded/sockets';
import type { Attack } from './attacks';
import { dnsAttack, helloAttack, http2Attack, httpAttack, httpsAttack, socksAttack, tlsAttack } from './attacks';

/** A way to a TCP server of the target, and what is done to it. */
export interface Door {
  readonly name: string;
  readonly attacks: fc.Arbitrary<Attack>;
  /** Whether the connection is one of the target's own network; HTTP servers refuse all others. */
  readonly isInside: boolean;
  /** Rejects when the target lets nobody in there. */
  open(attack: Attack): Promise<net.Socket>;
}

/** Every TCP port that the target opens, from outside and from within its cluster, and its UDP ports. */
export interface Doors {
  readonly tcp: readonly Door[];
  readonly udpPorts: readonly number[];
  /** Ports of gateways, which relay datagrams. */
  readonly gateways: readonly number[];
}

export async function doorsOf(cluster: Cluster, network: EmbeddedNetwork): Promise<Doors> {
  const { processes } = network;
  const ingressIP = cluster.expand('${ingressIP}');
  const edge = cluster.expand('${gateway:default/edge}');
  const [pod = ''] = cluster.pods.keys();
  const vantages = [{ pod }, { node: 'worker' }, { outside: true }] as const;
  const gateways = await Promise.all(vantages.map((from) => network.gatewayOf(from)));
  const [fromPod = 0, fromNode = 0, fromOutside = 0] = gateways;
  const direct = async (kind: Parameters<typeof processes.port>[0], attacks: Door['attacks']): Promise<Door> => {
    const port = await processes.port(kind);
    return { name: `port of ${kind}`, attacks, isInside: false, open: () => connected(port) };
  };
  const inside = (gateway: number, host: string, port: number, attacks: Door['attacks'], secured = false): Door => ({
    name: `${host}:${port}${secured ? ' with TLS' : ''}`,
    attacks,
    isInside: true,
    async open({ serverName }) {
      const socket = await through(gateway, host, port);
      return secured ? handshaken(socket, serverName) : socket;
    },
  });
  return {
    gateways,
    udpPorts: await Promise.all(
      (['udp', 'clusterDns', 'hostDns', 'gatewayUdp'] as const).map((kind) => processes.port(kind)),
    ),
    tcp: [
      ...gateways.map((port) => ({
        name: `gateway ${port}`,
        attacks: socksAttack,
        isInside: true,
        open: () => connected(port),
      })),
      await direct('http', httpAttack),
      await direct('ingress', httpAttack),
      // Whoever the network did not let in is cut off there, for what he would be answered in is not known.
      await direct('gateway', unanswered(httpAttack)),
      await direct('gateway', http2Attack),
      await direct('gateway', helloAttack),
      await direct('pod', httpAttack),
      await direct('pod', http2Attack),
      await direct('apiServer', httpAttack),
      await direct('apiServer', tlsAttack),
      await direct('ingressTls', tlsAttack),
      await direct('clusterDnsTcp', dnsAttack),
      await direct('hostDnsTcp', dnsAttack),
      inside(fromPod, 'web', 80, httpAttack),
      inside(fromNode, '10.96.0.1', 443, httpAttack),
      inside(fromPod, '10.96.0.1', 443, httpsAttack, true),
      inside(fromPod, '10.96.0.10', 53, dnsAttack),
      inside(fromPod, 'partner', 80, httpAttack),
      inside(fromOutside, ingressIP, 80, httpAttack),
      inside(fromOutside, ingressIP, 443, tlsAttack),
      inside(fromOutside, ingressIP, 443, httpsAttack, true),
      inside(fromOutside, edge, 80, httpAttack),
      inside(fromOutside, edge, 80, http2Attack),
      inside(fromOutside, edge, 443, helloAttack),
      inside(fromPod, edge, 443, httpsAttack, true),
      inside(fromOutside, edge, 9000, httpAttack),
      inside(fromOutside, edge, 9000, http2Attack),
    ],
  };
}

function unanswered(attacks: Door['attacks']): Door['attacks'] {
  return attacks.map((attack) => ({ ...attack, wantsAnswer: false }));
}

export async function connected(port: number): Promise<net.Socket> {
  const socket = net.connect({ port, host: LOOPBACK, allowHalfOpen: true });
  await once(socket, 'connect');
  return socket;
}

/** The first bytes that arrive, at least so many; then the socket is paused. */
export async function received(socket: net.Socket, length: number): Promise<Buffer> {
  let bytes = Buffer.alloc(0);
  while (bytes.length < length) {
    const [chunk] = (await once(socket, 'data')) as [Buffer];
    bytes = Buffer.concat([bytes, chunk]);
  }
  socket.pause();
  return bytes;
}

/** A connection through a gateway, as RFC 1928 has it. */
async function through(gateway: number, host: string, port: number): Promise<net.Socket> {
  const socket = await connected(gateway);
  const to = Buffer.concat([Buffer.of(host.length), Buffer.from(host), Buffer.of(port >> 8, port & 0xff)]);
  socket.write(Buffer.concat([Buffer.of(5, 1, 0, 5, 1, 0, 3), to]));
  const { 3: reply } = await received(socket, 12);
  if (reply !== 0) throw new Error(`the gateway answered ${reply} for ${host}:${port}`);
  return socket;
}

async function handshaken(socket: net.Socket, servername = ''): Promise<tls.TLSSocket> {
  const secured = tls.connect({ socket, servername, rejectUnauthorized: false });
  await once(secured, 'secureConnect');
  return secured;
}
