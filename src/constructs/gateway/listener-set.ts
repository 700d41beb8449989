import type { ApiObjectMetadata } from 'cdk8s';
import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { PortName } from '../service-port';
import { checkProps, checkValue } from '../check-props';
import { Diagnostics } from '../diagnostics';
import { listenerRef } from './gateway';
import type { Gateway } from './gateway';
import type { Listener } from './listener';
import type { Checked } from './literals';
import type { ListenerRef, NamedParent } from './parent';
import { refOf } from './parent';
import { LISTENER, LISTENER_SET } from './schemas';

/** Properties of `ListenerSet`. Fields of gateway.networking.k8s.io/v1, standard channel of v1.7. */
export interface ListenerSetProps<Listeners extends readonly Listener[] = readonly Listener[]> {
  /**
   * Name, namespace, labels and annotations.
   *
   * @default - a name made from the construct path; the namespace of the chart
   */
  readonly metadata?: ApiObjectMetadata;
  /** The Gateway that gets the listeners, or its name; it has to allow them (`allowedListeners`). */
  readonly parentRef: Gateway | Pick<NamedParent, 'name' | 'namespace'>;
  /** The listeners, 1 to 64, here or by `addListener`. */
  readonly listeners?: Listeners & Checked<Listeners>;
}

/** A ListenerSet: further listeners for a Gateway that somebody else declares. */
export class ListenerSet<const Listeners extends readonly Listener[] = readonly Listener[]> extends ApiObject {
  private readonly listeners: Listener[];

  constructor(scope: Construct, id: string, props: ListenerSetProps<Listeners>) {
    checkProps(scope, id, props, LISTENER_SET);
    const { metadata, parentRef, listeners: given = [] } = props as ListenerSetProps;
    const listeners = [...given];
    const spec: Record<string, unknown> = { listeners };
    const head = { apiVersion: 'gateway.networking.k8s.io/v1', kind: 'ListenerSet' };
    super(scope, id, { ...head, ...(metadata === undefined ? {} : { metadata }), spec });
    this.listeners = listeners;
    spec.parentRef = ApiObject.isApiObject(parentRef) ? refOf(parentRef, this.metadata.namespace) : parentRef;
    Diagnostics.install(this);
  }

  /**
   * A listener, as the parent of a route. A name that the ListenerSet does not have does not compile.
   *
   * @throws ConstructError if there is no such listener
   */
  listener(name: PortName<Listeners>): ListenerRef {
    return listenerRef(this, this.listeners, name);
  }

  /** Adds a listener, and gives it as the parent of a route. */
  addListener<const Added extends Listener>(listener: Added & Checked<Added>): ListenerRef {
    checkValue(this, listener, LISTENER, 'addListener()');
    this.listeners.push(listener);
    return listenerRef(this, this.listeners, listener.name);
  }
}
