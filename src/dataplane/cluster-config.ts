import type { GatewayProfile } from '../model/gateway/profile';
import type { Labels } from '../model/objects';
import { CLUSTER_DEFAULTS, withDefaults } from '../terms/cluster-defaults';
import type { PolicyProfile } from '../terms/policy-profile';
import type { ProxyMode } from '../terms/proxy-mode';
import type { ClusterRanges } from './cluster-ranges';
import { clusterRanges } from './cluster-ranges';
import type { IngressProfile } from './ingress/profiles';

/** A node of the cluster. */
export interface NodeConfig {
  readonly name: string;
  /** `topology.kubernetes.io/zone` says its zone; a name or label of a control plane keeps ordinary Pods away. */
  readonly labels?: Labels;
}

/** A host outside the cluster. */
export interface ExternalHost {
  /** Its name; of one without a name, its address. */
  readonly name: string;
  /** Default: one of each family on the network of the nodes. */
  readonly address?: string;
  /** What it listens on, with TCP. Default: 80. */
  readonly ports?: readonly number[];
}

/** The cluster that manifests are deployed to. Every default is that of a kind cluster. */
export interface ClusterConfig extends ClusterRanges {
  /** Default: `iptables`. */
  readonly proxyMode?: ProxyMode;
  /** The nodes; at least one. */
  readonly nodes: readonly NodeConfig[];
  /** Hosts outside that resolve and answer: names of such that listen on port 80, or more of them. Default: none. */
  readonly externalHosts?: readonly (string | ExternalHost)[];
  /**
   * Who enforces NetworkPolicies: what the `spec`ification says, which leaves some connections to the network plugin; `kind`
   * as its own network plugin does; or nobody (`off`). Default: `spec`.
   */
  readonly networkPolicies?: PolicyProfile;
  /** Default: `cluster.local`. */
  readonly clusterDomain?: string;
  /** `--service-node-port-range`. Default: `30000-32767`. */
  readonly serviceNodePortRange?: string;
  /**
   * Whose behaviour answers for the Ingresses of a class, by its name, in place of what its controller says: `contour`,
   * `nginx` (ingress-nginx), or `specification`, which is what the Ingress API says and nothing more. Default: none.
   */
  readonly ingressProfiles?: Readonly<Record<string, IngressProfile>>;
  /** Controllers of Gateways that run, as `spec.controllerName` of a GatewayClass names them. Default: Contour's. */
  readonly gatewayControllers?: readonly string[];
  /** Those of them that are not modelled: what filters and backends of kinds of their own do is left to them. Default: none. */
  readonly unknownGatewayControllers?: readonly string[];
  /** How they behave where implementations differ: `spec` or `contour`. Default: `spec`. */
  readonly gatewayProfile?: GatewayProfile;
  /** Namespace of objects that name none. Default: `default`. */
  readonly namespace?: string;
  /** Numbers from 0 up to 1, for every random choice. Default: a generator with a fixed seed, so that runs repeat. */
  readonly random?: () => number;
  /** The time in milliseconds, for the timeout of session affinity. Default: `Date.now`. */
  readonly now?: () => number;
}

/** The controller of GatewayClass `contour`, which every cluster has. */
export const CONTOUR_GATEWAYS = 'projectcontour.io/gateway-controller';

/** The nodes of a cluster that nobody described: those of the clusters that the model was compared with. */
export const DEFAULT_NODES: ClusterConfig['nodes'] = (
  [
    ['control-plane', 'zone-a'],
    ['worker', 'zone-a'],
    ['worker2', 'zone-b'],
  ] as const
).map(([name, zone]) => ({ name, labels: { 'topology.kubernetes.io/zone': zone } }));

/** A {@link ClusterConfig} with its defaults. */
export type ResolvedClusterConfig = Required<ClusterConfig>;

/**
 * Fills in the defaults. Throws a RangeError when there is no node, an unknown `ipFamily`, or a range of a family that it does
 * not have.
 */
export function resolveConfig(config: ClusterConfig): ResolvedClusterConfig {
  if (config.nodes.length === 0) throw new RangeError('nodes: a cluster needs at least one node, 0 were given');
  return {
    ...withDefaults(
      {
        ...CLUSTER_DEFAULTS,
        networkPolicies: 'spec' as const,
        externalHosts: [],
        ingressProfiles: {},
        gatewayControllers: [CONTOUR_GATEWAYS],
        unknownGatewayControllers: [],
        gatewayProfile: 'spec',
        random: seededRandom(),
        now: Date.now,
      },
      config,
    ),
    ...clusterRanges(config),
  };
}

/** A linear congruential generator (the constants are those of Numerical Recipes): plain, and the same everywhere. */
function seededRandom(seed = 1): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
