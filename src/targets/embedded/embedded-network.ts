import type { Cluster } from '../../dataplane/cluster';
import type { Dataplane } from '../../dataplane/dataplane';
import type { RunningPod } from '../../dataplane/running-pod';
import { decideRequest } from '../../dataplane/simulation/request-decision';
import { addressFor } from '../../dataplane/simulation/requests';
import type { ServerCertificate } from '../../model/server-certificate';
import { certificateOf } from '../../model/server-certificate';
import type { Vantage } from '../../terms/vantage';
import { describeVantage } from '../../terms/vantage';
import type { Budgets } from '../budgets';
import { Conntrack } from './conntrack';
import { DnsClient } from './dns/client';
import { Resolver } from './dns/resolver';
import { dnsTcpServer, serveDns } from './dns/server';
import type { Resolve } from './dns/server';
import { relayGatewayDatagrams } from './gateway-api/datagrams';
import { gatewayServer } from './gateway-api/server';
import { openGateway } from './gateway/gateway';
import { ingressServer, ingressTlsServer } from './ingress/server';
import { Network } from './network';
import { Prober } from './prober/prober';
import { apiServerProcess } from './processes/api-server';
import { httpProcess } from './processes/http-process';
import { podProcess } from './processes/pod-process';
import { Processes } from './processes/processes';
import { udpProcess } from './processes/udp-process';
import { Sockets } from './sockets';

/** The sockets of one deployment, wired to the dataplane that decides for them. Each is opened when it is first needed. */
export class EmbeddedNetwork {
  readonly sockets = new Sockets();
  readonly processes: Processes;
  readonly resolver: Resolver;
  readonly prober: Prober;
  private readonly network: Network;
  private readonly gateways = new Map<string, Promise<number>>();

  constructor(
    private readonly cluster: Cluster,
    budgets: Budgets,
  ) {
    const { sockets } = this;
    const conntrack = new Conntrack();
    this.processes = this.processesOf(conntrack);
    this.network = new Network(cluster, this.processes, conntrack, sockets);
    this.resolver = new Resolver(new DnsClient(sockets, budgets), {
      resolverOf: (from) => cluster.resolverOf(from),
      lookupOf: (from, name, family) => cluster.lookupOf(from, name, family),
      servers: {
        cluster: this.dnsPorts('clusterDns', 'clusterDnsTcp'),
        host: this.dnsPorts('hostDns', 'hostDnsTcp'),
      },
    });
    this.prober = new Prober({
      budgets,
      network: this.network,
      resolver: this.resolver,
      book: cluster,
      cluster,
      families: cluster.families,
      environmentOf: (pod) => cluster.environmentOf(pod),
      addressFor: (to) => addressFor(cluster, to),
      decide: (to, { listener, address }) => decideRequest(cluster, listener, to, address),
    });
  }

  /** Port of the gateway of a vantage point; throws RangeError when there is no such Pod or node. */
  async gatewayOf(from: Vantage): Promise<number> {
    this.cluster.addressesOf(from);
    const key = describeVantage(from);
    const known = this.gateways.get(key);
    if (known !== undefined) return known;
    const { network, sockets, resolver } = this;
    const gateway = openGateway(from, {
      network,
      sockets,
      resolve: (at, name) => resolver.lookup(at, name),
    });
    this.gateways.set(key, gateway);
    return gateway;
  }

  private processesOf(conntrack: Conntrack): Processes {
    const { cluster, sockets } = this;
    const surroundings = { conntrack, hostnameOf: (pod: string) => hostnameOf(cluster.pods.get(pod)) };
    const udpDns = async (resolve: Resolve): Promise<number> => {
      const socket = await sockets.bind();
      serveDns(socket, resolve);
      return socket.address().port;
    };
    const clusterDns: Resolve = (question) => cluster.resolve(question, 'cluster');
    const hostDns: Resolve = (question) => cluster.resolve(question, 'host');
    const ingress = () => ({
      network: this.network,
      conntrack,
      forward: (...passed: Parameters<Dataplane['forward']>) => cluster.dataplane.forward(...passed),
    });
    const { gatewayProfile: profile } = cluster.config;
    const gateway = () => ({ network: this.network, conntrack, from: cluster.ingressVantage, profile });
    const router = () => cluster.dataplane.gateways;
    return new Processes({
      http: () => sockets.listen(httpProcess(surroundings)),
      udp: async () => {
        const socket = await sockets.bind();
        udpProcess(socket, surroundings);
        return socket.address().port;
      },
      clusterDns: () => udpDns(clusterDns),
      clusterDnsTcp: () => sockets.listen(dnsTcpServer(clusterDns)),
      hostDns: () => udpDns(hostDns),
      hostDnsTcp: () => sockets.listen(dnsTcpServer(hostDns)),
      apiServer: () => sockets.listen(apiServerProcess(conntrack)),
      pod: () =>
        sockets.listen(podProcess({ ...surroundings, certificateIn: (secret) => certificateIn(cluster, secret) })),
      gateway: () => sockets.listen(gatewayServer(router, gateway())),
      gatewayUdp: () => relayGatewayDatagrams(sockets, router, gateway()),
      ingress: () => sockets.listen(ingressServer(this.ingressController(), ingress())),
      ingressTls: () => sockets.listen(ingressTlsServer(this.ingressController(), ingress())),
    });
  }

  private dnsPorts(udp: 'clusterDns' | 'hostDns', tcp: 'clusterDnsTcp' | 'hostDnsTcp') {
    return { udp: () => this.processes.port(udp), tcp: () => this.processes.port(tcp) };
  }

  /** What the controller decides now: objects may be added while its server runs. */
  private ingressController() {
    const { cluster } = this;
    return {
      certificateFor: (sni: string | undefined) => cluster.ingress.certificateFor(sni),
      route: (request: Parameters<Cluster['route']>[0]) => cluster.route(request),
    };
  }
}

function certificateIn({ model }: Cluster, key: string): ServerCertificate | undefined {
  const secret = model.secrets.get(key);
  return secret && certificateOf(secret);
}

/** What `hostname` prints in a Pod: with hostNetwork, that of the node. Empty for one that does not run. */
function hostnameOf(pod: RunningPod | undefined): string {
  if (pod === undefined) return '';
  return pod.hostNetwork ? pod.node : (pod.spec.hostname ?? pod.name);
}
