import type { ApiObjectMetadata } from 'cdk8s';
import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Endpoint, Protocol } from '../model/objects';
import { SERVICE_NAME } from '../model/service';
import { checkProps } from './check-props';
import { Diagnostics } from './diagnostics';
import { ENDPOINT_SLICE } from './props-schema';
import { refuseUnusablePorts } from './refuse-ports';
import type { Service } from './service';
import type { CheckedPort } from './service-port';

/** A port of the endpoints of an EndpointSlice. */
export interface EndpointPortProps {
  /**
   * Name, the same as that of the port of the Service: that is how the two belong together.
   *
   * @default - none, for the unnamed port of the Service
   */
  readonly name?: string;
  /** Port that the endpoints listen on, 1 to 65535. Literals outside do not compile, others are refused when constructed. */
  readonly port: number;
  /**
   * Transport protocol, the same as that of the port of the Service.
   *
   * @default 'TCP'
   */
  readonly protocol?: Protocol;
  /**
   * Application protocol.
   *
   * @default - none
   */
  readonly appProtocol?: string;
}

type CheckedEndpointPorts<Ports extends readonly object[]> = {
  readonly [Index in keyof Ports]: CheckedPort<Ports[Index], EndpointPortProps>;
};

/** Properties of `EndpointSlice`. Fields of discovery.k8s.io/v1 in Kubernetes v1.34. */
export interface EndpointSliceProps<Ports extends readonly EndpointPortProps[] = readonly EndpointPortProps[]> {
  /**
   * Name, namespace, labels and annotations.
   *
   * @default - a name made from the construct path; the namespace of the chart
   */
  readonly metadata?: ApiObjectMetadata;
  /**
   * The Service that these are endpoints of, or its name; it is in the same namespace and has no selector. Becomes the
   * label `kubernetes.io/service-name`.
   *
   * @default - none; without that label nobody uses the slice
   */
  readonly service?: Service | string;
  /** What the addresses are. kube-proxy serves IPv4 and IPv6 only. Cannot be changed. */
  readonly addressType: 'IPv4' | 'IPv6' | 'FQDN';
  /** The endpoints, at most 1000. kube-proxy uses only the first address of each. */
  readonly endpoints: readonly Endpoint[];
  /**
   * Ports of all endpoints.
   *
   * @default - none
   */
  readonly ports?: Ports & CheckedEndpointPorts<Ports>;
}

/** Endpoints named by hand, for a Service without selector: a database outside the cluster, for instance. */
export class EndpointSlice<
  const Ports extends readonly EndpointPortProps[] = readonly EndpointPortProps[],
> extends ApiObject {
  /** @throws DiagnosticError for ports that cannot be. */
  constructor(scope: Construct, id: string, props: EndpointSliceProps<Ports>) {
    checkProps(scope, id, props, ENDPOINT_SLICE);
    const { metadata, service, ...fields } = props;
    const head = { apiVersion: 'discovery.k8s.io/v1', kind: 'EndpointSlice' };
    super(scope, id, { ...head, ...(metadata === undefined ? {} : { metadata }), ...fields });
    Diagnostics.install(this);
    refuseUnusablePorts(this, fields.ports ?? [], { path: 'ports', needNames: false });
    if (service !== undefined) {
      this.metadata.addLabel(SERVICE_NAME, typeof service === 'string' ? service : service.name);
    }
  }
}
