import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { abbreviate, expandPlaceholders, INGRESS_IP, placeholder } from '../../terms/placeholders';
import type { Vantage } from '../../terms/vantage';
import type { Aliases } from './aliases';
import type { ClusterView } from './cluster-view';
import type { StoredNode } from './objects';

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

  /** The address that a Pod or node has; empty for the outside. */
  addressOf(from: Vantage): string {
    const { addresses } = this.book();
    if ('pod' in from) return addresses.get(placeholder('podIP', from.pod)) ?? '';
    return 'node' in from ? (addresses.get(placeholder('nodeIP', from.node)) ?? '') : '';
  }

  isNodeAddress(address: string): boolean {
    return /^\$\{(nodeIP|gatewayIP):/.test(this.placeholderOf(address));
  }

  private replace(text: string, onUnknown: (unknown: string) => string): string {
    return expandPlaceholders(text, ({ kind, of }) => this.book().addresses.get(placeholder(kind, of)), onUnknown);
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
    const add = (name: string, address: string | undefined) => {
      if (address === undefined || address === '' || address === 'None') return;
      book.addresses.set(name, address);
      if (!book.placeholders.has(address)) book.placeholders.set(address, name);
    };
    for (const node of this.view.nodes.values()) {
      const name = this.aliases.nodeInManifests(node.metadata.name);
      add(placeholder('nodeIP', name), internalIPOf(node));
      add(placeholder('podCIDR', name), node.spec.podCIDR);
      add(placeholder('gatewayIP', name), gatewayOf(node.spec.podCIDR));
    }
    for (const [name, address] of this.fixed) add(name, address);
    for (const { status } of this.view.ingresses) add(INGRESS_IP, status?.loadBalancer?.ingress?.[0]?.ip);
    for (const { metadata, status } of this.view.pods) {
      add(placeholder('podIP', this.aliases.keyInManifests(metadata.namespace, metadata.name)), status?.podIP);
    }
    for (const { metadata, spec, status } of this.view.services) {
      const key = this.aliases.keyInManifests(metadata.namespace, metadata.name);
      add(placeholder('clusterIP', key), spec.clusterIP);
      add(placeholder('lbIP', key), status?.loadBalancer?.ingress?.[0]?.ip);
    }
    return book;
  }
}

interface Book {
  readonly addresses: Map<string, string>;
  readonly placeholders: Map<string, string>;
}

/** A node's address on the nodes' network. */
export function internalIPOf({ status }: StoredNode): string | undefined {
  return status.addresses?.find(({ type }) => type === 'InternalIP')?.address;
}

/** The node's address on the links of its Pods: by the habit of the usual CNI plug-ins, the first of its Pod CIDR. */
function gatewayOf(podCIDR: string | undefined): string | undefined {
  return podCIDR?.split('/', 1)[0]?.replace(/\.(\d+)$/, (_, last: string) => `.${Number(last) + 1}`);
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
