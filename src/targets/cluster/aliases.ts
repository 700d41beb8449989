import type { JsonObject } from '../../terms/json';
import { isObject } from '../../terms/json';

/** How names of namespaces and nodes in a cluster differ from those in manifests and verdicts. */
export interface AliasOptions {
  /** Stands before the name of every namespace of the manifests. Default: nothing. */
  readonly namespacePrefix?: string;
  /** Stands before the names of all nodes, as kind puts the name of its cluster there. Default: nothing. */
  readonly nodePrefix?: string;
}

/**
 * The two ways to call namespaces and nodes. Everything that enters the cluster goes through `…InCluster`, everything
 * that comes back through `…InManifests`, so that a plan, a verdict and a report speak the language of the manifests.
 */
export class Aliases {
  private readonly namespaces: ReadonlySet<string>;
  private readonly namespacePrefix: string;
  private readonly nodePrefix: string;

  constructor(namespaces: Iterable<string>, { namespacePrefix = '', nodePrefix = '' }: AliasOptions) {
    this.namespaces = new Set(namespaces);
    this.namespacePrefix = namespacePrefix;
    this.nodePrefix = nodePrefix;
  }

  namespaceInCluster(namespace: string): string {
    return this.namespaces.has(namespace) ? `${this.namespacePrefix}${namespace}` : namespace;
  }

  namespaceInManifests(namespace: string): string {
    if (this.namespacePrefix === '' || !namespace.startsWith(this.namespacePrefix)) return namespace;
    const name = namespace.slice(this.namespacePrefix.length);
    return this.namespaces.has(name) ? name : namespace;
  }

  nodeInCluster(node: string): string {
    return `${this.nodePrefix}${node}`;
  }

  nodeInManifests(node: string): string {
    return node.startsWith(this.nodePrefix) ? node.slice(this.nodePrefix.length) : node;
  }

  /** A key `namespace/name`, with the namespace as manifests have it. */
  keyInManifests(namespace: string | undefined, name: string): string {
    return namespace === undefined ? name : `${this.namespaceInManifests(namespace)}/${name}`;
  }

  /** The DNS name of a Service or Pod, which has the namespace as its second label or before `svc`: `web.shop.svc...` */
  hostInCluster(host: string): string {
    if (this.namespacePrefix === '') return host;
    const labels = host.split('.');
    const svc = labels.indexOf('svc');
    const at = svc > 0 ? svc - 1 : labels.length === 2 ? 1 : -1;
    return labels.map((label, index) => (index === at ? this.namespaceInCluster(label) : label)).join('.');
  }

  hostInManifests(host: string): string {
    if (this.namespacePrefix === '') return host;
    const labels = host.split('.');
    const at = labels.indexOf('svc') - 1;
    return labels.map((label, index) => (index === at ? this.namespaceInManifests(label) : label)).join('.');
  }

  /** A Pod spec with its `nodeName`, and a node selector by host name, as the cluster calls the node. */
  podSpecInCluster(spec: JsonObject): JsonObject {
    const { nodeName, nodeSelector } = spec;
    const hostname = isObject(nodeSelector) ? nodeSelector[HOSTNAME_LABEL] : undefined;
    return {
      ...spec,
      ...(typeof nodeName === 'string' ? { nodeName: this.nodeInCluster(nodeName) } : {}),
      ...(typeof hostname === 'string'
        ? { nodeSelector: { ...(nodeSelector as JsonObject), [HOSTNAME_LABEL]: this.nodeInCluster(hostname) } }
        : {}),
    };
  }
}

const HOSTNAME_LABEL = 'kubernetes.io/hostname';
