import type { IPFamily } from '../../terms/ip';
import { SYNTAX } from './family-syntax';

/** The types of kube-proxy's sets. */
const TYPES = {
  addresses: 'hash:ip',
  addressPorts: 'hash:ip,port',
  addressPortSources: 'hash:ip,port,ip',
  addressPortNetworks: 'hash:ip,port,net',
  ports: 'bitmap:port',
} as const;

/** The sets that kube-proxy has in mode ipvs, whether or not they hold anything (`pkg/proxy/ipvs/proxier.go`). */
const SETS = {
  'KUBE-IPVS-IPS': 'addresses',
  'KUBE-LOOP-BACK': 'addressPortSources',
  'KUBE-CLUSTER-IP': 'addressPorts',
  'KUBE-EXTERNAL-IP': 'addressPorts',
  'KUBE-EXTERNAL-IP-LOCAL': 'addressPorts',
  'KUBE-LOAD-BALANCER': 'addressPorts',
  'KUBE-LOAD-BALANCER-LOCAL': 'addressPorts',
  'KUBE-LOAD-BALANCER-FW': 'addressPorts',
  'KUBE-LOAD-BALANCER-SOURCE-IP': 'addressPortSources',
  'KUBE-LOAD-BALANCER-SOURCE-CIDR': 'addressPortNetworks',
  'KUBE-NODE-PORT-TCP': 'ports',
  'KUBE-NODE-PORT-LOCAL-TCP': 'ports',
  'KUBE-NODE-PORT-UDP': 'ports',
  'KUBE-NODE-PORT-LOCAL-UDP': 'ports',
  'KUBE-NODE-PORT-SCTP-HASH': 'addressPorts',
  'KUBE-NODE-PORT-LOCAL-SCTP-HASH': 'addressPorts',
  'KUBE-HEALTH-CHECK-NODE-PORT': 'ports',
} as const;

/** The name of one of kube-proxy's sets. */
export type SetName = keyof typeof SETS;

/** kube-proxy's sets of addresses and ports of one IP family. */
export class Ipsets {
  private readonly entries = new Map<SetName, Set<string>>();

  constructor(private readonly family: IPFamily) {}

  /** What the kernel calls a set: those of both families are there at once. */
  nameOf(name: SetName): string {
    return this.family === 'IPv4' ? name : name.replace('KUBE-', 'KUBE-6-');
  }

  add(name: SetName, entry: string): void {
    const known = this.entries.get(name);
    if (known === undefined) this.entries.set(name, new Set([entry]));
    else known.add(entry);
  }

  /** Whether a set holds something: kube-proxy leaves out rules for those that do not. */
  has(name: SetName): boolean {
    return this.entries.has(name);
  }

  /** As `ipset save` prints them, without sizes. */
  print(): readonly string[] {
    return (Object.keys(SETS) as SetName[]).flatMap((name) => {
      const type = SETS[name];
      const options = type === 'ports' ? 'range 0-65535' : `family ${SYNTAX[this.family].ipset}`;
      const added = [...(this.entries.get(name) ?? [])].map((entry) => `add ${this.nameOf(name)} ${entry}`);
      return [`create ${this.nameOf(name)} ${TYPES[type]} ${options}`, ...added];
    });
  }
}
