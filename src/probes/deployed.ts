import type { IPFamily, Service } from '../model/objects';
import type { Vantage } from '../terms/vantage';

/** A Pod that runs. */
export interface DeployedPod {
  /** `namespace/name`. */
  readonly pod: string;
  /** What made it: `Deployment/shop/web`; for a Pod declared as such, `Pod/shop/web`. */
  readonly workload: string;
  readonly node: string;
  /** Whether it has the address of its node. Default: false. */
  readonly hostNetwork?: boolean;
  /** Whether it is Ready, so that Services send it traffic. */
  readonly ready: boolean;
}

/** What a cluster made of the manifests: all that a plan of probes has to know beyond them. */
export interface Deployed {
  /** Services as the cluster stores them (`namespace/name`): addresses and ports allocated, load balancer status. */
  readonly services: ReadonlyMap<string, Service>;
  readonly pods: readonly DeployedPod[];
  /** The domain under which the DNS server has the cluster's names: `cluster.local`. */
  readonly clusterDomain: string;
  /** Whether classes and certificates that others make have stand-ins. Default: false. */
  readonly standsIn?: boolean;
  /** Secrets (`namespace/name`) with certificates that stand in for those that others make. Default: none. */
  readonly standInSecrets?: ReadonlySet<string>;
  /** Classes of Gateways that a controller has taken on. Default: those are known that are modelled. */
  readonly gatewayClasses?: ReadonlySet<string>;
  /** Whether NetworkPolicies have an effect; `unknown` where nobody found out. Default: true. */
  readonly enforcesPolicies?: boolean | 'unknown';
  /** IP families of the cluster, the default one first. Default: IPv4 alone. */
  readonly ipFamilies?: readonly IPFamily[];
  /** IP families of the addresses of the Ingress controller. Default: the default one of the cluster. */
  readonly ingressFamilies?: readonly IPFamily[];
  /** The address of a family that a client's packets leave with, or undefined. Default: none is known. */
  addressOf?(from: Vantage, family: IPFamily): string | undefined;
  /** Names of the nodes. */
  readonly nodes: readonly string[];
}
