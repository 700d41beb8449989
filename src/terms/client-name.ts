import { CLUSTER_DEFAULTS } from './cluster-defaults';
import { formatIP, parseIP } from './ip';
import { ownOf } from './maps';
import { keyOf } from './object-ref';

/** Who asks: the outside, a process on a node, or the Pods of a workload, of which a Pod is one itself. */
export type ClientName =
  /** @param address default: that of a machine on the network of the nodes */
  | { readonly outside: true; readonly address?: string }
  | { readonly node: string }
  | {
      /** In lower case: `deployment`, `pod`. */
      readonly kind: string;
      /** `namespace/name`. */
      readonly key: string;
    };

/**
 * Reads `outside`, `outside/203.0.113.7`, `node/worker`, `pod/web-0`, `deployment/frontend`, `deploy/shop/frontend`: kinds in any case, or as
 * `kubectl` shortens them.
 *
 * @param namespace of a name without one
 */
export function parseClientName(text: string, namespace: string = CLUSTER_DEFAULTS.namespace): ClientName {
  if (text === 'outside') return { outside: true };
  const [kind = '', ...rest] = text.split('/');
  const address = kind === 'outside' ? parseIP(rest.join('/')) : undefined;
  if (address !== undefined) return { outside: true, address: formatIP(address) };
  if (kind === 'node' || kind === 'no') return { node: rest.join('/') };
  const lower = kind.toLowerCase();
  const key = rest.length === 1 ? keyOf(namespace, rest.join('/')) : rest.join('/');
  return { kind: ownOf(SHORT_NAMES, lower) ?? lower, key };
}

/** Short names of resources, as `kubectl api-resources` lists them. */
const SHORT_NAMES: Readonly<Record<string, string>> = {
  po: 'pod',
  deploy: 'deployment',
  sts: 'statefulset',
  ds: 'daemonset',
  rs: 'replicaset',
  rc: 'replicationcontroller',
  cj: 'cronjob',
};
