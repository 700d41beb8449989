import type { Construct } from 'constructs';
import type { ClusterServiceProps } from './cluster-ip-service';
import { LOAD_BALANCER_SERVICE } from './props-schema';
import { Service } from './service';
import type { CheckedPorts, NodeServicePortProps } from './service-port';

/** Properties of `LoadBalancerService`. Fields of Kubernetes v1.34. */
export interface LoadBalancerServiceProps<
  Ports extends readonly NodeServicePortProps[] = readonly NodeServicePortProps[],
> extends ClusterServiceProps {
  /** At least one port. Several need names, which `port()` then takes. */
  readonly ports: Ports & CheckedPorts<Ports, NodeServicePortProps>;
  /**
   * Whether nodes open ports for the load balancer. `false` only for load balancers that reach Pods without them.
   *
   * @default true
   */
  readonly allocateLoadBalancerNodePorts?: boolean;
  /**
   * Which load balancer serves this Service: a name with a prefix, `example.com/internal-vip`. Cannot be changed later.
   *
   * @default - the one of the cloud
   */
  readonly loadBalancerClass?: string;
  /**
   * Address to ask the load balancer for. Deprecated by Kubernetes; most providers have an annotation in its place.
   *
   * @default - the provider picks one
   */
  readonly loadBalancerIP?: string;
  /**
   * Clients that may use the load balancer's addresses, as CIDRs. Node ports and the cluster IP stay open to all.
   *
   * @default - everybody
   */
  readonly loadBalancerSourceRanges?: readonly string[];
  /**
   * Port on which nodes tell the load balancer whether they have an endpoint, 30000 to 32767, of the same pool as node
   * ports. Only with `externalTrafficPolicy: 'Local'`.
   *
   * @default - the cluster picks a free one where there is to be one
   */
  readonly healthCheckNodePort?: number;
}

/** A Service of type LoadBalancer: a NodePort Service for which a provider sets up a load balancer outside the cluster. */
export class LoadBalancerService<
  const Ports extends readonly NodeServicePortProps[] = readonly NodeServicePortProps[],
> extends Service<Ports> {
  /**
   * @throws DiagnosticError for ports and node ports that no cluster accepts.
   * @throws ConstructError for a selector that a Service cannot have.
   */
  constructor(scope: Construct, id: string, props: LoadBalancerServiceProps<Ports>) {
    super(scope, id, { type: 'LoadBalancer', schema: LOAD_BALANCER_SERVICE }, props);
  }
}
