import type { ApiObjectMetadata } from 'cdk8s';
import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { checkProps } from '../check-props';
import { Diagnostics } from '../diagnostics';
import type { Gateway } from './gateway';
import type { Listener } from './listener';
import { ListenerOwner } from './listener-owner';
import type { Checked } from './literals';
import type { NamedParent } from './parent';
import { refOf } from './parent';
import { LISTENER_SET } from './schemas';

/** Properties of `ListenerSet`. Fields of gateway.networking.k8s.io/v1, standard channel of v1.7. */
export interface ListenerSetProps<Listeners extends readonly Listener[] = readonly Listener[]> {
  /**
   * Name, namespace, labels and annotations.
   *
   * @default - a name made from the construct path; the namespace of the chart
   */
  readonly metadata?: ApiObjectMetadata;
  /** The Gateway that gets the listeners, or its name; it has to allow them (`allowedListeners`). */
  readonly parentRef: Gateway | Pick<NamedParent, 'group' | 'kind' | 'name' | 'namespace'>;
  /** The listeners, 1 to 64, here or by `addListener`. */
  readonly listeners?: Listeners & Checked<Listeners>;
}

/** A ListenerSet: further listeners for a Gateway that somebody else declares. */
export class ListenerSet<
  const Listeners extends readonly Listener[] = readonly Listener[],
> extends ListenerOwner<Listeners> {
  constructor(scope: Construct, id: string, props: ListenerSetProps<Listeners>) {
    checkProps(scope, id, props, LISTENER_SET);
    const { metadata, parentRef, listeners: given = [] } = props as ListenerSetProps;
    const spec: { listeners: Listener[]; parentRef?: NamedParent } = { listeners: [...given] };
    super(scope, id, 'ListenerSet', metadata, spec);
    spec.parentRef = ApiObject.isApiObject(parentRef) ? refOf(parentRef, this.metadata.namespace) : parentRef;
    Diagnostics.install(this);
  }
}
