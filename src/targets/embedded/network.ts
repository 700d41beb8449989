import type dgram from 'node:dgram';
import type net from 'node:net';
import type { Decider } from '../../dataplane/dial';
import type { Decision, Delivered, Flow } from '../../dataplane/flow';
import type { Conntrack, Transport } from './conntrack';
import type { Processes } from './processes/processes';
import { LOOPBACK, type Sockets } from './sockets';

/** Carries out what the dataplane decides: opens the real connection that a delivered packet stands for. */
export class Network implements Decider {
  constructor(
    private readonly decider: Decider,
    private readonly processes: Processes,
    private readonly conntrack: Conntrack,
    private readonly sockets: Sockets,
  ) {}

  /** Where a packet goes. */
  connect(flow: Flow): Decision {
    return this.decider.connect(flow);
  }

  /**
   * A real TCP connection to the process that the packet arrived at.
   *
   * `sourcePort` is the port that the process sees; default: that of the real connection. With `anyProtocol` the process of a Pod may be
   * spoken to in TLS and HTTP/2 as well, if the Pod speaks it.
   */
  async openTcp(
    delivered: Delivered,
    { sourcePort, anyProtocol = false }: { readonly sourcePort?: number; readonly anyProtocol?: boolean } = {},
  ): Promise<net.Socket> {
    const { listener } = delivered;
    const port = await (anyProtocol && listener.type === 'pod'
      ? this.processes.port('pod')
      : this.processes.portOf(listener, 'tcp'));
    const socket = this.sockets.connect(port);
    await new Promise<void>((resolve, reject) => {
      socket.once('error', reject);
      socket.once('connect', () => {
        socket.off('error', reject);
        resolve();
      });
    });
    const forget = this.remember('tcp', socket.localPort ?? 0, port, delivered, sourcePort);
    socket.once('close', forget);
    return socket;
  }

  /** A real UDP socket that talks to the process that the packet arrived at, and to nobody else. */
  async openUdp(delivered: Delivered, sourcePort?: number): Promise<dgram.Socket> {
    const port = await this.processes.portOf(delivered.listener, 'udp');
    const socket = await this.sockets.bind();
    await new Promise<void>((resolve) => socket.connect(port, LOOPBACK, resolve));
    const forget = this.remember('udp', socket.address().port, port, delivered, sourcePort);
    socket.once('close', forget);
    return socket;
  }

  private remember(
    transport: Transport,
    clientPort: number,
    serverPort: number,
    delivered: Delivered,
    sourcePort = clientPort,
  ): () => void {
    return this.conntrack.add(transport, clientPort, serverPort, { delivered, sourcePort });
  }
}
