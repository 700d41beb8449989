import type { ApiObjectMetadata } from 'cdk8s';
import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { checkProps } from '../check-props';
import { Diagnostics } from '../diagnostics';
import { REFERENCE_GRANT } from './schemas';

/** Properties of `ReferenceGrant`. Fields of gateway.networking.k8s.io/v1, standard channel of v1.7. */
export interface ReferenceGrantProps {
  /**
   * Name, namespace, labels and annotations. A grant counts in the namespace of what is referred to.
   *
   * @default - a name made from the construct path; the namespace of the chart
   */
  readonly metadata?: ApiObjectMetadata;
  /** Who may refer: objects of a kind in a namespace, 1 to 16. */
  readonly from: readonly { readonly group: string; readonly kind: string; readonly namespace: string }[];
  /** To what: objects of a kind, or one of a name, 1 to 16. The group of Services and Secrets is `''`. */
  readonly to: readonly { readonly group: string; readonly kind: string; readonly name?: string }[];
}

/** A ReferenceGrant: lets objects of other namespaces refer to those of its own. `grantTo()` of a Service makes one. */
export class ReferenceGrant extends ApiObject {
  constructor(scope: Construct, id: string, props: ReferenceGrantProps) {
    checkProps(scope, id, props, REFERENCE_GRANT);
    const { metadata, from, to } = props;
    const head = { apiVersion: 'gateway.networking.k8s.io/v1', kind: 'ReferenceGrant' };
    super(scope, id, { ...head, ...(metadata === undefined ? {} : { metadata }), spec: { from, to } });
    Diagnostics.install(this);
  }
}
