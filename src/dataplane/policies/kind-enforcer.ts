import type { Hosts } from '../hosts';
import type { Journey, Passage } from '../journey';
import type { Enforcer } from './enforcer';
import type { PolicyEngine } from './policy-engine';
import type { Connection, End, Enforcement, Ruling } from './ruling';

/**
 * kube-network-policies 0.8, which kind has from v0.28 to v0.31: on each node, in the last hook before sources change, new
 * connections from or to a Pod of that node which any policy selects; both ends are judged there, as their addresses are at
 * that moment. What processes of the node send is exempt.
 */
export class KindEnforcer implements Enforcer {
  /** @param engine one that knows the port names of ordinary containers alone */
  constructor(
    private readonly engine: PolicyEngine,
    private readonly hosts: Hosts,
  ) {}

  judge({ passages }: Journey): Enforcement | undefined {
    let allowed: Enforcement | undefined;
    for (const passage of passages) {
      if (!this.isJudged(passage)) continue;
      const rulings = this.rulingsOf(connectionOf(passage, this.hosts));
      if (rulings.some(({ by }) => by === undefined)) return { verdict: 'denied', rulings };
      allowed ??= { verdict: 'allowed', rulings };
    }
    return allowed;
  }

  /** What ends at the node passes no such hook, but DNS over UDP is judged earlier. */
  private isJudged({ packet, node, arrival, ends }: Passage): boolean {
    if (arrival === 'process' || (ends && !(packet.protocol === 'UDP' && packet.port === 53))) return false;
    return [packet.source, packet.destination].some((address) => {
      const host = this.hosts.podAt(address);
      return host?.node === node && this.engine.index.selecting(host.pod).length > 0;
    });
  }

  private rulingsOf(connection: Connection): readonly Ruling[] {
    return [this.engine.rule('Egress', connection), this.engine.rule('Ingress', connection)].flatMap(
      (ruling) => ruling ?? [],
    );
  }
}

function connectionOf({ packet }: Passage, hosts: Hosts): Connection {
  const end = (address: string): End => {
    const pod = hosts.podAt(address)?.pod;
    return pod === undefined ? { address } : { address, pod };
  };
  const { protocol, port } = packet;
  return { source: end(packet.source), destination: end(packet.destination), protocol, port };
}
