import type { Construct } from 'constructs';
import { EXTERNAL_NAME_SERVICE } from './props-schema';
import type { ServiceProps } from './service';
import { Service } from './service';
import type { CheckedPorts, ExternalNamePortProps } from './service-port';

/** Properties of `ExternalNameService`. Fields of Kubernetes v1.34. */
export interface ExternalNameServiceProps<
  Ports extends readonly ExternalNamePortProps[] = readonly ExternalNamePortProps[],
> extends ServiceProps {
  /**
   * The DNS name that the Service stands for: lower case, no scheme, no port, no address (DNS answers NXDOMAIN for an
   * IP). Clients connect to it themselves, with this Service's name as Host header and TLS server name.
   */
  readonly externalName: string;
  /**
   * Ports of the host outside, for those who read Services (an Ingress controller needs them). They translate nothing.
   *
   * @default - none
   */
  readonly ports?: Ports & CheckedPorts<Ports, ExternalNamePortProps>;
}

/** A Service of type ExternalName: a name inside the cluster for a name outside, by a CNAME record and nothing else. */
export class ExternalNameService<
  const Ports extends readonly ExternalNamePortProps[] = readonly ExternalNamePortProps[],
> extends Service<Ports> {
  /** @throws DiagnosticError for ports that no cluster accepts. */
  constructor(scope: Construct, id: string, props: ExternalNameServiceProps<Ports>) {
    super(scope, id, { type: 'ExternalName', schema: EXTERNAL_NAME_SERVICE }, props);
  }
}
