import type { Listener } from '../../../dataplane/flow';
import type { Transport } from '../conntrack';

/** Starts the real server of one kind and says its port. */
export type Start = () => Promise<number>;

/**
 * The real servers: one for each kind of process, however many Pods there are, started when it is first needed. The
 * connections tell them for whom they answer.
 */
export class Processes {
  private readonly started = new Map<ProcessKind, Promise<number>>();

  constructor(private readonly kinds: Readonly<Record<ProcessKind, Start>>) {}

  /** Port on loopback of the server that stands in for a listener. */
  portOf(listener: Listener, transport: Transport): Promise<number> {
    return this.port(kindOf(listener, transport));
  }

  /** Port on loopback of the server of one kind. */
  port(kind: ProcessKind): Promise<number> {
    const known = this.started.get(kind);
    if (known !== undefined) return known;
    const starting = this.kinds[kind]();
    this.started.set(kind, starting);
    return starting;
  }
}

export type ProcessKind =
  | 'http'
  | 'pod'
  | 'udp'
  | 'gateway'
  | 'gatewayUdp'
  | 'clusterDns'
  | 'clusterDnsTcp'
  | 'hostDns'
  | 'hostDnsTcp'
  | 'apiServer'
  | 'ingress'
  | 'ingressTls';

function kindOf(listener: Listener, transport: Transport): ProcessKind {
  switch (listener.type) {
    case 'dns':
      return transport === 'udp' ? 'clusterDns' : 'clusterDnsTcp';
    case 'gateway':
      return transport === 'udp' ? 'gatewayUdp' : 'gateway';
    case 'ingress':
      return listener.tls ? 'ingressTls' : 'ingress';
    case 'apiServer':
      return 'apiServer';
    case 'pod':
    case 'externalHost':
    case 'healthCheck':
      return transport === 'udp' ? 'udp' : 'http';
  }
}
