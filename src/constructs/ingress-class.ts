import type { ApiObjectMetadata } from 'cdk8s';
import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { checkProps } from './check-props';
import { Diagnostics } from './diagnostics';
import { INGRESS_CLASS } from './props-schema';

/** Where the controller of an IngressClass finds more configuration: an object of any kind. */
export interface IngressClassParameters {
  /**
   * API group of the object.
   *
   * @default - the core group
   */
  readonly apiGroup?: string;
  readonly kind: string;
  readonly name: string;
  /**
   * Whether the object is in a namespace.
   *
   * @default 'Cluster'
   */
  readonly scope?: 'Cluster' | 'Namespace';
  /**
   * Namespace of the object; needed with the scope `Namespace`, impossible with `Cluster`.
   *
   * @default - none
   */
  readonly namespace?: string;
}

/** Properties of `IngressClass`. Fields of networking.k8s.io/v1 in Kubernetes v1.34. */
export interface IngressClassProps {
  /**
   * Name, labels and annotations. The name is what Ingresses refer to.
   *
   * @default - a name made from the construct path
   */
  readonly metadata?: ApiObjectMetadata;
  /** Which controller serves the class: `projectcontour.io/ingress-controller`. At most 250 characters; cannot be changed. */
  readonly controller: string;
  /**
   * More configuration for the controller.
   *
   * @default - none
   */
  readonly parameters?: IngressClassParameters;
  /**
   * Whether Ingresses that name no class get this one. If several classes say so, the newest one counts.
   *
   * @default false
   */
  readonly isDefault?: boolean;
}

/** Annotation that makes an IngressClass the default one. */
const DEFAULT_CLASS = 'ingressclass.kubernetes.io/is-default-class';

/** An IngressClass: the name by which Ingresses choose the controller that serves them. Lives outside namespaces. */
export class IngressClass extends ApiObject {
  constructor(scope: Construct, id: string, props: IngressClassProps) {
    checkProps(scope, id, props, INGRESS_CLASS);
    const { metadata, isDefault = false, ...spec } = props;
    const head = { apiVersion: 'networking.k8s.io/v1', kind: 'IngressClass' };
    super(scope, id, { ...head, ...(metadata === undefined ? {} : { metadata }), spec });
    Diagnostics.install(this);
    if (isDefault) this.metadata.addAnnotation(DEFAULT_CLASS, 'true');
  }

  /** Without the namespace that cdk8s gives every object of a chart that has one. */
  override toJson(): object {
    const object = super.toJson() as { readonly metadata: { readonly namespace?: string } };
    const { namespace: _, ...metadata } = object.metadata;
    return { ...object, metadata };
  }
}
