import { entryOf, ownOf } from '../../terms/maps';

/** Where a listener listens, and for whom: without a name, or with an empty one, for every host. */
export interface Place {
  readonly port: number;
  readonly protocol: string;
  readonly hostname?: string;
}

interface Standing<T> {
  readonly listener: T;
  /** How many stand before it. */
  readonly at: number;
}

/** The listeners of one port that stand first: of each family of protocols, and of each host name. */
interface TakenPort<T> {
  readonly byFamily: Map<string | undefined, Standing<T>>;
  readonly byHost: Map<string, Standing<T>>;
}

/** The ports that listeners have taken, so that a new one need not be compared with each of them. */
export class TakenPorts<T extends Place> {
  private readonly ports = new Map<string, TakenPort<T>>();
  private count = 0;

  add(listener: T): void {
    const { protocol, hostname = '' } = listener;
    const { byFamily, byHost } = entryOf(this.ports, keyOf(listener), () => ({
      byFamily: new Map(),
      byHost: new Map(),
    }));
    const standing = { listener, at: this.count++ };
    entryOf(byFamily, familyOf(protocol), () => standing);
    entryOf(byHost, hostname, () => standing);
  }

  /** The first listener that does not go together with a new one: of another family, or of the same host. */
  rivalOf(place: Place): T | undefined {
    const port = this.ports.get(keyOf(place));
    if (port === undefined) return undefined;
    const others = [...port.byFamily].flatMap(([family, each]) => (family === familyOf(place.protocol) ? [] : [each]));
    const rivals = [...others, port.byHost.get(place.hostname ?? '') ?? []].flat();
    return rivals.sort((a, b) => a.at - b.at)[0]?.listener;
  }
}

/** Ports of UDP are ports of their own. */
function keyOf({ port, protocol }: Pick<Place, 'port' | 'protocol'>): string {
  return `${port} ${protocol === 'UDP'}`;
}

/** Protocols that can share a port are of one family. */
export function familyOf(protocol: string): string | undefined {
  return ownOf(FAMILIES, protocol);
}

const FAMILIES: Readonly<Record<string, string>> = { HTTP: 'HTTP', HTTPS: 'TLS', TLS: 'TLS', TCP: 'TCP', UDP: 'UDP' };
