import { once } from 'node:events';
import type net from 'node:net';
import type { Decider } from '../../../src/dataplane/dial';
import type { Decision, Delivered, Flow, Listener } from '../../../src/dataplane/flow';
import { Conntrack } from '../../../src/targets/embedded/conntrack';
import { Network } from '../../../src/targets/embedded/network';
import { httpProcess } from '../../../src/targets/embedded/processes/http-process';
import { podProcess } from '../../../src/targets/embedded/processes/pod-process';
import { Processes } from '../../../src/targets/embedded/processes/processes';
import { udpProcess } from '../../../src/targets/embedded/processes/udp-process';
import { LOOPBACK, Sockets } from '../../../src/targets/embedded/sockets';
import { describeVantage } from '../../../src/terms/vantage';

/** Sockets under a dataplane that is a table: `TCP 10.0.0.1:80` -> what becomes of it. All else is dropped. */
export class FakeCluster implements Decider, AsyncDisposable {
  readonly sockets = new Sockets();
  readonly conntrack = new Conntrack();
  readonly flows: Flow[] = [];
  readonly network: Network;
  readonly processes: Processes;

  constructor(private readonly decisions: Readonly<Record<string, Decision>>) {
    const surroundings = { conntrack: this.conntrack, hostnameOf: (pod: string) => pod.split('/')[1] ?? '' };
    const unused = () => Promise.reject(new Error('not part of the fake'));
    const { sockets } = this;
    this.processes = new Processes({
      http: () => sockets.listen(httpProcess(surroundings)),
      udp: async () => {
        const socket = await sockets.bind();
        udpProcess(socket, surroundings);
        return socket.address().port;
      },
      clusterDns: unused,
      clusterDnsTcp: unused,
      hostDns: unused,
      hostDnsTcp: unused,
      apiServer: unused,
      ingress: unused,
      gateway: unused,
      gatewayUdp: unused,
      pod: () => sockets.listen(podProcess({ ...surroundings, certificateIn: () => undefined })),
      ingressTls: unused,
    });
    this.network = new Network(this, this.processes, this.conntrack, sockets);
  }

  /** A connection to a port of the cluster's, as its network makes them for what is delivered there. */
  async openTo(port: number, delivered: Delivered = toPod('shop/any')): Promise<net.Socket> {
    const socket = this.sockets.connect(port);
    await once(socket, 'connect');
    const sourcePort = socket.localPort ?? 0;
    this.conntrack.add('tcp', sourcePort, port, { delivered, sourcePort });
    return socket;
  }

  connect(flow: Flow): Decision {
    this.flows.push(flow);
    if (flow.address === UNDECIDED) throw new Error('the fake cannot decide');
    const key = `${flow.protocol} ${flow.address}:${flow.port}`;
    return this.decisions[key] ?? { action: 'drop', reason: `nothing from ${describeVantage(flow.from)} to ${key}` };
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.sockets[Symbol.asyncDispose]();
  }
}

const UNDECIDED = '10.96.0.8';

export const refused: Decision = { action: 'refuse', reason: 'nobody listens' };

/** Delivered to a Pod that answers as netexec, which sees the client as `source`. */
export function toPod(pod: string, source = '10.244.1.9', answers: 'netexec' | 'hostname' = 'netexec'): Delivered {
  return toListener({ type: 'pod', pod, container: 'app', answers }, source);
}

export function toListener(listener: Listener, source = '10.244.1.9'): Delivered {
  return { action: 'deliver', address: '10.244.1.2', port: 8080, listener, source, reason: 'delivered' };
}

export { LOOPBACK };
