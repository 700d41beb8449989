import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { clusterIPsOf, loadBalancerIPs } from '../../model/service';
import { parseCidr } from '../../terms/cidr';
import type { IPFamily } from '../../terms/ip';
import { addressIn, familyOf, formatIP } from '../../terms/ip';
import type { PlaceholderKind } from '../../terms/placeholders';
import { abbreviate, expandPlaceholders, placeholder } from '../../terms/placeholders';
import type { Vantage } from '../../terms/vantage';
import type { Aliases } from './aliases';
import type { ClusterView } from './cluster-view';
import { gatewayAddresses } from './gateway-conditions';
import type { StoredNode } from './objects';
import { podIPsOf } from './objects';

/**
 * The addresses of a cluster under the names that manifests and verdicts have for them, as the API server tells them at
 * this moment: `${clusterIP:shop/web}`, `${nodeIP:worker}`, ...
 */
export class Addresses {
  constructor(
    private readonly view: ClusterView,
    private readonly aliases: Aliases,
    /** What the API server does not tell: `outsideIP`, the cluster IP of `default/kubernetes`. */
    private readonly fixed: ReadonlyMap<string, string>,
  ) {}

  /** A text with its placeholders replaced. Throws a RangeError for one that stands for nothing (yet). */
  expand(text: string): string {
    return this.replace(text, (unknown) => {
      throw new RangeError(`${unknown}: the cluster has no such address`);
    });
  }

  /** The same, where braces may belong to somebody else: what stands for nothing stays. */
  expandKnown(text: string): string {
    return this.replace(text, (unknown) => unknown);
  }

  /** A text with the addresses in it replaced by their placeholders, those in names (`10-244-1-2.web`) included. */
  abbreviate(text: string): string {
    return abbreviate(text, this.book().placeholders);
  }

  placeholderOf(address: string): string {
    return this.book().placeholders.get(address) ?? address;
  }

  /** The addresses that a Pod or node has, one of each family; none for the outside. */
  addressesOf(from: Vantage): readonly string[] {
    if ('outside' in from) return [];
    const [kind, of] = 'pod' in from ? (['podIP', from.pod] as const) : (['nodeIP', from.node] as const);
    return (['IPv4', 'IPv6'] as const).flatMap(
      (family) => this.book().addresses.get(placeholder(kind, of, family)) ?? [],
    );
  }

  /** The IP families of the cluster, the default one first: the API server's own Service has that one. */
  ipFamilies(): readonly IPFamily[] {
    const ofNodes = new Set([...this.view.nodes.values()].flatMap(internalIPsOf).map(familyOf));
    const isIPv6 = this.expandKnown(KUBERNETES_IPV6) !== KUBERNETES_IPV6;
    const ordered: readonly IPFamily[] = isIPv6 ? ['IPv6', 'IPv4'] : ['IPv4', 'IPv6'];
    return ordered.filter((family) => ofNodes.has(family));
  }

  isNodeAddress(address: string): boolean {
    return /^\$\{(nodeIP|gatewayIP)6?:/.test(this.placeholderOf(address));
  }

  private replace(text: string, onUnknown: (unknown: string) => string): string {
    return expandPlaceholders(
      text,
      ({ kind, of, family }) => this.book().addresses.get(placeholder(kind, of, family)),
      onUnknown,
    );
  }

  private known: { readonly at: number; readonly book: Book } | undefined;

  /** The book is made anew only when something changed. */
  private book(): Book {
    const at = this.view.changes.count;
    if (this.known?.at !== at) this.known = { at, book: this.makeBook() };
    return this.known.book;
  }

  private makeBook(): Book {
    const book: Book = { addresses: new Map(), placeholders: new Map() };
    const add = (name: string, address: string) => {
      book.addresses.set(name, address);
      if (!book.placeholders.has(address)) book.placeholders.set(address, name);
    };
    const addAll = (kind: PlaceholderKind, of: string | undefined, all: readonly (string | undefined)[]) => {
      const addresses = all.filter((address) => address !== undefined);
      for (const family of ['IPv4', 'IPv6'] as const) {
        const address = addressIn(addresses, family);
        if (address !== undefined) add(placeholder(kind, of, family), address);
      }
    };
    for (const node of this.view.nodes.values()) {
      const name = this.aliases.nodeInManifests(node.metadata.name);
      const podCIDRs = node.spec.podCIDRs ?? [node.spec.podCIDR];
      addAll('nodeIP', name, internalIPsOf(node));
      addAll('podCIDR', name, podCIDRs);
      addAll('gatewayIP', name, podCIDRs.map(gatewayOf));
    }
    for (const [name, address] of this.fixed) add(name, address);
    for (const ingress of this.view.ingresses) addAll('ingressIP', undefined, loadBalancerIPs(ingress));
    for (const { metadata, status } of this.view.pods) {
      const key = this.aliases.keyInManifests(metadata.namespace, metadata.name);
      addAll('podIP', key, podIPsOf(status));
    }
    for (const service of this.view.services) {
      const key = this.aliases.keyInManifests(service.metadata.namespace, service.metadata.name);
      addAll('clusterIP', key, clusterIPsOf(service.spec));
      addAll('lbIP', key, loadBalancerIPs(service));
    }
    for (const gateway of this.view.gateways) {
      const key = this.aliases.keyInManifests(gateway.metadata.namespace, gateway.metadata.name);
      addAll('gateway', key, gatewayAddresses(gateway));
    }
    return book;
  }
}

const KUBERNETES_IPV6 = placeholder('clusterIP', 'default/kubernetes', 'IPv6');

interface Book {
  readonly addresses: Map<string, string>;
  readonly placeholders: Map<string, string>;
}

/** A node's addresses on the nodes' network, the primary one first. */
export function internalIPsOf({ status }: StoredNode): readonly string[] {
  return (status.addresses ?? []).filter(({ type }) => type === 'InternalIP').map(({ address }) => address);
}

/** The node's address on the links of its Pods: by the habit of the usual CNI plug-ins, the first of its Pod CIDR. */
function gatewayOf(podCIDR: string | undefined): string | undefined {
  const cidr = podCIDR === undefined ? undefined : parseCidr(podCIDR);
  return cidr === undefined ? undefined : formatIP({ family: cidr.family, bits: cidr.first + 1n });
}

/** The address with which this machine is seen by another one. Nothing is sent: a UDP socket only asks for the route. */
export async function ownAddressTowards(address: string): Promise<string | undefined> {
  const socket = createSocket(address.includes(':') ? 'udp6' : 'udp4');
  try {
    socket.connect(9, address);
    await once(socket, 'connect');
    return socket.address().address;
  } catch {
    return undefined;
  } finally {
    socket.close();
  }
}
