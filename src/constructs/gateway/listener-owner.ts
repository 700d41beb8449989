import type { ApiObjectMetadata } from 'cdk8s';
import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { checkValue } from '../check-props';
import { ConstructError } from '../construct-error';
import type { PortName } from '../service-port';
import type { Listener } from './listener';
import type { Checked } from './literals';
import type { ListenerRef } from './parent';
import { LISTENER } from './schemas';

/** What has listeners: a Gateway or a ListenerSet. */
export abstract class ListenerOwner<const Listeners extends readonly Listener[]> extends ApiObject {
  private readonly listeners: Listener[];

  /** @param spec the spec, to which listeners are added */
  protected constructor(
    scope: Construct,
    id: string,
    kind: 'Gateway' | 'ListenerSet',
    metadata: ApiObjectMetadata | undefined,
    spec: { readonly listeners: Listener[] },
  ) {
    const head = { apiVersion: 'gateway.networking.k8s.io/v1', kind };
    super(scope, id, { ...head, ...(metadata === undefined ? {} : { metadata }), spec });
    this.listeners = spec.listeners;
  }

  /**
   * A listener, as the parent of a route. A name that no listener has does not compile.
   *
   * @throws ConstructError if there is no such listener
   */
  listener(name: PortName<Listeners>): ListenerRef {
    const listener = this.listeners.find((each) => each.name === name);
    if (listener === undefined) throw this.hasNo(name);
    const { port, protocol, hostname } = listener;
    return { parent: this, name, port, protocol, ...(hostname === undefined ? {} : { hostname }) };
  }

  /** Adds a listener, and gives it as the parent of a route. */
  addListener<const Added extends Listener>(listener: Added & Checked<Added>): ListenerRef {
    checkValue(this, listener, LISTENER, 'addListener()');
    this.listeners.push(listener);
    return this.listener(listener.name as PortName<Listeners>);
  }

  private hasNo(wanted: string): ConstructError {
    // JavaScript can leave a name to synthesis.
    const names = this.listeners.map(({ name }): unknown => name).filter((name) => typeof name === 'string');
    const problem = `${this.kind} ${this.name} has no such listener`;
    const remedy = names.length === 0 ? 'add a listener' : `name one of its listeners: ${names.join(', ')}`;
    return new ConstructError(this, { field: 'listener', value: wanted, problem, remedy });
  }
}
