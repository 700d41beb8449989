import type { Construct } from 'constructs';
import type { IPFamily } from '../model/objects';
import { HEADLESS_SERVICE } from './props-schema';
import type { Selector } from './selector';
import type { ServiceProps } from './service';
import { Service } from './service';
import type { AnyServicePort, CheckedPorts, ServicePortProps } from './service-port';

/** Properties of `HeadlessService`. Fields of Kubernetes v1.34. */
export interface HeadlessServiceProps<
  Ports extends readonly ServicePortProps[] = readonly ServicePortProps[],
> extends ServiceProps {
  /**
   * Whose addresses the name stands for: labels that the Pods have, or a workload of cdk8s-plus.
   *
   * @default - nobody; see `EndpointSlice` to name endpoints by hand
   */
  readonly selector?: Selector;
  /**
   * Ports, for SRV records. Nothing translates them: clients that dial `port` reach it on the Pod itself, so
   * `targetPort` had better be the same.
   *
   * @default - none; a headless Service needs none
   */
  readonly ports?: Ports & CheckedPorts<Ports, ServicePortProps>;
  /**
   * IP families whose addresses the name has, the primary one first.
   *
   * @default - the primary family of the cluster; both without a selector
   */
  readonly ipFamilies?: readonly IPFamily[];
  /**
   * Whether the name has addresses of one family or of both.
   *
   * @default - 'SingleStack'; 'RequireDualStack' without a selector
   */
  readonly ipFamilyPolicy?: 'SingleStack' | 'PreferDualStack' | 'RequireDualStack';
  /**
   * Whether Pods are in DNS before they are ready, and while they stop. Members of a cluster that look for each other
   * before they are ready need it.
   *
   * @default false
   */
  readonly publishNotReadyAddresses?: boolean;
}

/**
 * A Service without an address of its own (`clusterIP: None`): its name stands for the addresses of all ready Pods, and
 * Pods of a StatefulSet get names under it.
 */
export class HeadlessService<
  const Ports extends readonly ServicePortProps[] = readonly ServicePortProps[],
> extends Service<Ports> {
  /**
   * @throws DiagnosticError for ports that no cluster accepts.
   * @throws ConstructError for a selector that a Service cannot have.
   */
  constructor(scope: Construct, id: string, props: HeadlessServiceProps<Ports>) {
    super(scope, id, { type: 'ClusterIP', clusterIP: 'None', schema: HEADLESS_SERVICE }, props);
  }

  /**
   * The Service as the `service` of a StatefulSet of cdk8s-plus, which then selects its own Pods with it:
   * `new kplus.StatefulSet(chart, 'db', { service: headless.forStatefulSet, ... })`. Of type `any`, for every version of
   * cdk8s-plus has a class of its own there.
   */
  // oxlint-disable-next-line typescript/no-explicit-any -- classes with private members have no type in common
  get forStatefulSet(): any {
    return this;
  }

  /**
   * Adds labels that the Pods must have, or a workload that makes them. Called by the StatefulSet that the Service governs.
   *
   * @throws ConstructError for a selector that a Service cannot have.
   */
  select(selector: Selector): void {
    this.addSelector(selector);
  }

  /** Clients dial the Pods themselves, so the port is the one that the Pods listen on, as far as it is a number. */
  protected override dialledPort({ port, targetPort }: AnyServicePort): number {
    return typeof targetPort === 'number' ? targetPort : port;
  }
}
