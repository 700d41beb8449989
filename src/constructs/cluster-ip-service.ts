import type { Construct } from 'constructs';
import type { IPFamily, TrafficPolicy } from '../model/objects';
import { CLUSTER_IP_SERVICE } from './props-schema';
import type { Selector } from './selector';
import type { ServiceProps } from './service';
import { Service } from './service';
import type { CheckedPorts, ServicePortProps } from './service-port';

/** What Services with a cluster IP of their own have: ClusterIP, NodePort and LoadBalancer. Fields of Kubernetes v1.34. */
export interface ClusterServiceProps extends ServiceProps {
  /**
   * Whom to forward to: labels that the Pods have, or a workload of cdk8s-plus. Pods of the same namespace only.
   *
   * @default - nobody; see `EndpointSlice` to name endpoints by hand
   */
  readonly selector?: Selector;
  /**
   * Address of the Service: an IP of the cluster's Service range.
   *
   * @default - the cluster picks a free one
   */
  readonly clusterIP?: string;
  /**
   * Addresses of the Service, at most one of each IP family, the first one the same as `clusterIP`, which has to be set
   * as well.
   *
   * @default - `clusterIP` alone
   */
  readonly clusterIPs?: readonly string[];
  /**
   * IP families of the Service, the primary one first.
   *
   * @default - the primary family of the cluster
   */
  readonly ipFamilies?: readonly IPFamily[];
  /**
   * Whether the Service has addresses of one family or of both.
   *
   * @default 'SingleStack'
   */
  readonly ipFamilyPolicy?: 'SingleStack' | 'PreferDualStack' | 'RequireDualStack';
  /**
   * Addresses beside the cluster's own for which nodes accept traffic of this Service. Whoever owns them has to route
   * them to a node.
   *
   * @default - none
   */
  readonly externalIPs?: readonly string[];
  /**
   * Which endpoints serve clients of `externalIPs`, node ports and load balancers: those of all nodes, or those of the
   * node where traffic comes in, which keeps the client's address and drops the traffic where that node has none. On a
   * ClusterIP Service only together with `externalIPs`.
   *
   * @default 'Cluster'
   */
  readonly externalTrafficPolicy?: TrafficPolicy;
  /**
   * Which endpoints serve clients of the cluster IP: those of all nodes, or those of the client's own node.
   *
   * @default 'Cluster'
   */
  readonly internalTrafficPolicy?: TrafficPolicy;
  /**
   * Which endpoints are preferred, if there are ready ones: those in the client's zone (`PreferClose` and
   * `PreferSameZone` are the same), or those on its node.
   *
   * @default - all alike
   */
  readonly trafficDistribution?: 'PreferClose' | 'PreferSameZone' | 'PreferSameNode';
  /**
   * `ClientIP`: connections from one address go to one endpoint, for each port and node.
   *
   * @default 'None'
   */
  readonly sessionAffinity?: 'None' | 'ClientIP';
  /**
   * How long affinity lasts after the last connection: 1 to 86400 seconds. Without effect unless `sessionAffinity` is
   * `ClientIP`.
   *
   * @default - 10800 seconds
   */
  readonly sessionAffinityConfig?: { readonly clientIP?: { readonly timeoutSeconds?: number } };
  /**
   * Whether Pods count as endpoints before they are ready, and while they stop.
   *
   * @default false
   */
  readonly publishNotReadyAddresses?: boolean;
}

/** Properties of `ClusterIPService`. */
export interface ClusterIPServiceProps<
  Ports extends readonly ServicePortProps[] = readonly ServicePortProps[],
> extends ClusterServiceProps {
  /** At least one port. Several need names, which `port()` then takes. */
  readonly ports: Ports & CheckedPorts<Ports, ServicePortProps>;
}

/**
 * A Service of type ClusterIP: one stable address inside the cluster that forwards to Pods.
 *
 * ```ts
 * const api = new ClusterIPService(chart, 'api', {
 *   selector: { app: 'api' },
 *   ports: [{ name: 'http', port: 80, targetPort: 8080 }],
 * });
 * api.port('http');
 * ```
 */
export class ClusterIPService<
  const Ports extends readonly ServicePortProps[] = readonly ServicePortProps[],
> extends Service<Ports> {
  /**
   * @throws DiagnosticError for ports that no cluster accepts.
   * @throws ConstructError for a selector that a Service cannot have.
   */
  constructor(scope: Construct, id: string, props: ClusterIPServiceProps<Ports>) {
    super(scope, id, { type: 'ClusterIP', schema: CLUSTER_IP_SERVICE }, props);
  }
}
