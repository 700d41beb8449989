import type { ApiObjectMetadata } from 'cdk8s';
import type { Construct } from 'constructs';
import { checkProps } from '../check-props';
import { Diagnostics } from '../diagnostics';
import type { GatewayClass } from './gateway-class';
import type { AllowedNamespaces, CertificateRef, Listener } from './listener';
import { ListenerOwner } from './listener-owner';
import type { Checked } from './literals';
import { GATEWAY } from './schemas';

/** Properties of `Gateway`. Fields of gateway.networking.k8s.io/v1, standard channel of v1.7. */
export interface GatewayProps<Listeners extends readonly Listener[] = readonly Listener[]> {
  /**
   * Name, namespace, labels and annotations.
   *
   * @default - a name made from the construct path; the namespace of the chart
   */
  readonly metadata?: ApiObjectMetadata;
  /** Which controller serves the Gateway: the class, or its name. */
  readonly gatewayClassName: string | GatewayClass;
  /** Ports that are opened to the outside, with their hosts and certificates: 1 to 64, here or by `addListener`. */
  readonly listeners?: Listeners & Checked<Listeners>;
  /**
   * Addresses that are asked for, at most 16.
   *
   * @default - the controller chooses
   */
  readonly addresses?: readonly { readonly type?: string; readonly value?: string }[];
  /**
   * Labels, annotations and parameters for what the controller makes for the Gateway.
   *
   * @default - none
   */
  readonly infrastructure?: {
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
    readonly parametersRef?: { readonly group: string; readonly kind: string; readonly name: string };
  };
  /**
   * Which ListenerSets may add listeners.
   *
   * @default - none
   */
  readonly allowedListeners?: { readonly namespaces?: AllowedNamespaces };
  /**
   * Certificates of clients, and the Gateway's own towards backends.
   *
   * @default - clients need none, backends get none
   */
  readonly tls?: GatewayTls;
}

/** TLS of a whole Gateway. */
export interface GatewayTls {
  /** What the Gateway shows to backends. */
  readonly backend?: { readonly clientCertificateRef?: CertificateRef };
  /** How certificates of clients are checked: by default, and for single ports. */
  readonly frontend?: {
    readonly default: FrontendTls;
    readonly perPort?: readonly { readonly port: number; readonly tls: FrontendTls }[];
  };
}

/** How certificates of clients are checked. */
export interface FrontendTls {
  readonly validation?: {
    readonly caCertificateRefs: readonly {
      readonly group: string;
      readonly kind: string;
      readonly name: string;
      readonly namespace?: string;
    }[];
    readonly mode?: 'AllowValidOnly' | 'AllowInsecureFallback';
  };
}

/**
 * A Gateway: ports that are open to the outside, to which routes attach.
 *
 * ```ts
 * const edge = new Gateway(chart, 'edge', {
 *   gatewayClassName: 'contour',
 *   listeners: [{ name: 'http', port: 80, protocol: 'HTTP' }],
 * });
 * new HTTPRoute(chart, 'shop', { parentRefs: [edge.listener('http')], rules: [{ backendRefs: [api.port('http')] }] });
 * ```
 */
export class Gateway<
  const Listeners extends readonly Listener[] = readonly Listener[],
> extends ListenerOwner<Listeners> {
  constructor(scope: Construct, id: string, props: GatewayProps<Listeners>) {
    checkProps(scope, id, props, GATEWAY);
    const { metadata, gatewayClassName, listeners: given = [], ...rest }: GatewayProps = props as GatewayProps;
    const className = typeof gatewayClassName === 'string' ? gatewayClassName : gatewayClassName.name;
    const spec = { gatewayClassName: className, listeners: [...given], ...rest };
    super(scope, id, 'Gateway', metadata, spec);
    Diagnostics.install(this);
  }
}
