import type { ApiObjectMetadata } from 'cdk8s';
import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { checkProps } from '../check-props';
import { Diagnostics } from '../diagnostics';
import { GATEWAY_CLASS } from './schemas';

/** Properties of `GatewayClass`. Fields of gateway.networking.k8s.io/v1, standard channel of v1.7. */
export interface GatewayClassProps {
  /**
   * Name, labels and annotations. The name is what Gateways refer to.
   *
   * @default - a name made from the construct path
   */
  readonly metadata?: ApiObjectMetadata;
  /** Which controller serves the class: `projectcontour.io/gateway-controller`. Cannot be changed. */
  readonly controllerName: string;
  /**
   * More configuration for the controller, in an object of any kind.
   *
   * @default - none
   */
  readonly parametersRef?: {
    readonly group: string;
    readonly kind: string;
    readonly name: string;
    readonly namespace?: string;
  };
  /**
   * What the class is for, at most 64 characters.
   *
   * @default - none
   */
  readonly description?: string;
}

/** A GatewayClass: the name by which Gateways choose the controller that serves them. Lives outside namespaces. */
export class GatewayClass extends ApiObject {
  constructor(scope: Construct, id: string, props: GatewayClassProps) {
    checkProps(scope, id, props, GATEWAY_CLASS);
    const { metadata, ...spec } = props;
    const head = { apiVersion: 'gateway.networking.k8s.io/v1', kind: 'GatewayClass' };
    super(scope, id, { ...head, ...(metadata === undefined ? {} : { metadata }), spec });
    Diagnostics.install(this);
  }

  /** Without the namespace that cdk8s gives every object of a chart that has one. */
  override toJson(): object {
    const object = super.toJson() as { readonly metadata: { readonly namespace?: string } };
    const { namespace: _, ...metadata } = object.metadata;
    return { ...object, metadata };
  }
}
