import type { ApiObjectMetadata } from 'cdk8s';
import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { isObject } from '../../terms/json';
import { checkProps } from '../check-props';
import type { Named } from '../construct-error';
import { ConstructError } from '../construct-error';
import { Diagnostics } from '../diagnostics';
import type { Service } from '../service';
import type { HostnameLiteral } from './literals';
import { BACKEND_TLS_POLICY } from './schemas';

/** A name in a certificate: a host or a URI. */
export type SubjectAltName =
  | { readonly type: 'Hostname'; readonly hostname: string; readonly uri?: undefined }
  | { readonly type: 'URI'; readonly uri: string; readonly hostname?: undefined };

/** Who vouches for certificates of the backend: ConfigMaps with `ca.crt`, or the authorities of the system. */
export type CertificateAuthority =
  | {
      readonly caCertificateRefs: readonly { readonly group?: string; readonly kind?: string; readonly name: string }[];
      readonly wellKnownCACertificates?: undefined;
    }
  | { readonly wellKnownCACertificates: 'System' | `${string}/${string}`; readonly caCertificateRefs?: undefined };

/** Properties of `BackendTLSPolicy`. Fields of gateway.networking.k8s.io/v1, standard channel of v1.7. */
export interface BackendTLSPolicyProps<Hostname extends string = string> {
  /**
   * Name, namespace, labels and annotations. Services and ConfigMaps are looked up in the same namespace.
   *
   * @default - a name made from the construct path; the namespace of the chart
   */
  readonly metadata?: ApiObjectMetadata;
  /** The Services that are asked by TLS, or their names; with `sectionName`, the port of that name alone. 1 to 16. */
  readonly targetRefs: readonly (
    | Service
    | { readonly name: string; readonly sectionName?: string; readonly group?: string; readonly kind?: string }
  )[];
  /** What the certificate of the backend has to be for. */
  readonly validation: CertificateAuthority & {
    /** Name that the Gateway asks for (SNI), and that the certificate has to have unless `subjectAltNames` says otherwise. */
    readonly hostname: HostnameLiteral<Hostname>;
    /**
     * Names of which the certificate has to have one, at most 5.
     *
     * @default - the hostname
     */
    readonly subjectAltNames?: readonly SubjectAltName[];
  };
  /**
   * Settings of the controller.
   *
   * @default - none
   */
  readonly options?: Readonly<Record<string, string>>;
}

/** A BackendTLSPolicy: a Gateway asks Services by TLS, and verifies their certificates. */
export class BackendTLSPolicy<const Hostname extends string = string> extends ApiObject {
  constructor(scope: Construct, id: string, props: BackendTLSPolicyProps<Hostname>) {
    const named = checkProps(scope, id, props, BACKEND_TLS_POLICY);
    const { metadata, targetRefs: targets, validation: given, ...rest } = props as unknown as BackendTLSPolicyProps;
    for (const [index, target] of targets.entries()) checkTarget(named, target, `spec.targetRefs[${index}]`);
    const targetRefs = targets.map((target) =>
      ApiObject.isApiObject(target)
        ? { group: '', kind: 'Service', name: target.name }
        : { group: '', kind: 'Service', ...target },
    );
    const { caCertificateRefs: refs } = given;
    const caCertificateRefs = refs?.map((ref) => ({ group: '', kind: 'ConfigMap', ...ref }));
    const validation = { ...given, ...(caCertificateRefs === undefined ? {} : { caCertificateRefs }) };
    const head = { apiVersion: 'gateway.networking.k8s.io/v1', kind: 'BackendTLSPolicy' };
    const spec = { targetRefs, validation, ...rest };
    super(scope, id, { ...head, ...(metadata === undefined ? {} : { metadata }), spec });
    Diagnostics.install(this);
  }
}

function checkTarget(named: Named, value: unknown, field: string): void {
  if (isObject(value) && typeof value.name === 'string') return;
  throw new ConstructError(named, {
    field,
    value,
    problem: 'is not a Service',
    remedy: "give a Service, or { name: 'api' }",
  });
}
