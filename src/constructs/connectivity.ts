import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { Construct } from 'constructs';
import type { Intent, IntentFrom, IntentTo } from '../model/intents';
import { WORKLOAD_KINDS } from '../model/intents';
import { parseIP } from '../terms/ip';
import { isObject } from '../terms/json';
import { checkScope, checkValue } from './check-props';
import { ConstructError } from './construct-error';
import { DeclaredIntents } from './declared-intents';
import { Diagnostics } from './diagnostics';
import { describeConstruct, objectOf } from './object-of';
import { policiesOf } from './policies/intents/policies-of';
import type { NetworkPolicy } from './policies/network-policy';
import type { NetworkPolicyPeer } from './policies/peers';
import { POLICY_OPTIONS } from './policies/schemas';
import type { ServicePortRef } from './service';

/**
 * Somebody outside the cluster: on the network of its nodes, or with an address of its own, which proves source ranges and
 * `ipBlock`s. Such an address (`outside('203.0.113.7')`, of either family) is asked for on the embedded target alone.
 */
export const outside = Object.freeze(
  Object.assign((address: string) => ({ outside: true as const, address }), { outside: true as const }),
);

/** A process on a node, beside the Pods. */
export function node(name: string): { readonly node: string } {
  return { node: name };
}

/**
 * Who connects: the Pods of a workload (a Deployment and the like, of any cdk8s-plus or as a plain ApiObject), a
 * {@link node}, or {@link outside}.
 */
export type IntentSource =
  | IConstruct
  | { readonly outside: true; readonly address?: string }
  | { readonly node: string };

/** To what: a port of a Service (`api.port('http')`), a Service with all its ports, or a URL (`ingress.url()`). */
export type IntentDestination = ServicePortRef | IConstruct | string;

/** Options of `toNetworkPolicies()`. */
export interface PolicyOptions {
  /**
   * The Pods of the controllers that serve Ingresses and Gateways, which have to be let in for `allow(outside, ingress.url())`.
   *
   * @default - none: a warning says where they are needed
   */
  readonly ingressControllers?: readonly NetworkPolicyPeer[];
}

/**
 * What ought to be reachable, and what not. Nothing of it is deployed: synthesis writes it beside the manifests, to
 * `connectivity.intents`, and the conformance runner sends traffic to prove it.
 *
 * ```ts
 * new Connectivity(chart, 'paths').allow(frontend, api.port('http')).deny(outside, api);
 * ```
 */
export class Connectivity extends Construct {
  private readonly intents: Intent[] = [];
  private hasPolicies = false;

  constructor(scope: Construct, id: string) {
    checkScope(scope, id, 'Connectivity');
    super(scope, id);
    Diagnostics.install(this);
  }

  /**
   * Declares that all of `from` reach `to`.
   *
   * @throws ConstructError for something that cannot connect or be connected to
   */
  allow(from: IntentSource, to: IntentDestination): this {
    return this.add('allow', from, to);
  }

  /**
   * Declares that none of `from` reach `to`.
   *
   * @throws ConstructError for something that cannot connect or be connected to
   */
  deny(from: IntentSource, to: IntentDestination): this {
    return this.add('deny', from, to);
  }

  /**
   * The least set of NetworkPolicies under which every intent of this construct holds that was declared so far: Pods that a `deny`
   * leads to are closed to all but what an `allow` opens, DNS included where they may not send everything. Where an `allow` opens
   * the same port to somebody that a policy cannot tell apart, the Pods that ask are closed instead. Policies of the tree count:
   * declare one that closes everything before, and what is added is what every `allow` needs. Made once: call it last.
   *
   * What a policy cannot say is a warning of synthesis: a node, a name outside, a Pod and itself, clients that share their labels.
   *
   * @param options Whose Pods serve Ingresses and Gateways.
   * @throws ConstructError when called again
   */
  toNetworkPolicies(options: PolicyOptions = {}): readonly NetworkPolicy[] {
    checkValue(this, options, POLICY_OPTIONS, 'toNetworkPolicies()');
    if (this.hasPolicies) {
      const problem = 'the policies of these intents are there already';
      throw new ConstructError(this, {
        field: 'toNetworkPolicies()',
        problem,
        remedy: 'call it once, after all intents',
      });
    }
    this.hasPolicies = true;
    return policiesOf(this, this.intents, options.ingressControllers ?? []);
  }

  private add(expect: 'allow' | 'deny', from: IntentSource, to: IntentDestination): this {
    const construct = this.node.path;
    const intent = { expect, from: this.source(from, expect), to: this.destination(to, expect) };
    if (this.hasPolicies) {
      const problem = 'the policies of these intents are made already';
      throw new ConstructError(this, { field: `${expect}()`, problem, remedy: 'call toNetworkPolicies() last' });
    }
    const declared = { id: `${construct}#${this.intents.length + 1}`, construct, ...intent };
    this.intents.push(declared);
    DeclaredIntents.of(this).add(declared);
    return this;
  }

  private source(from: IntentSource, method: string): IntentFrom {
    if (!Construct.isConstruct(from)) return this.place(from, method);
    const object = objectOf(from);
    if (object === undefined || !WORKLOAD_KINDS.includes(object.kind)) {
      const problem = `${describeConstruct(from)} makes no Pods that could connect`;
      throw new ConstructError(this, {
        field: `${method}()`,
        problem,
        remedy: CLIENTS,
      });
    }
    return { workload: { kind: object.kind, ...this.nameOf(object) } };
  }

  private place(from: unknown, method: string): IntentFrom {
    if (from === outside) return { outside: true };
    if (isObject(from) && from.outside === true) return { outside: true, ...this.addressIn(from, method) };
    if (isObject(from) && typeof from.node === 'string' && from.node !== '') return { node: from.node };
    const problem = 'the first argument is not somebody who connects';
    throw new ConstructError(this, { field: `${method}()`, value: from, problem, remedy: CLIENTS });
  }

  private addressIn({ address }: { readonly address?: unknown }, method: string): { readonly address?: string } {
    if (address === undefined) return {};
    if (typeof address === 'string' && parseIP(address) !== undefined) return { address };
    const problem = 'the address of somebody outside is not an IP address';
    throw new ConstructError(this, { field: `${method}()`, value: address, problem, remedy: ADDRESS });
  }

  private destination(to: IntentDestination, method: string): IntentTo {
    if (typeof to === 'string') return { url: this.checkUrl(to, method) };
    if (!Construct.isConstruct(to)) {
      const { service, name, number } = this.portRef(to, method);
      return { service: this.nameOf(service), port: name ?? number };
    }
    const object = objectOf(to);
    if (object === undefined || object.kind !== 'Service') {
      const problem = `${describeConstruct(to)} is not a Service`;
      throw new ConstructError(this, { field: `${method}()`, problem, remedy: DESTINATIONS });
    }
    return { service: this.nameOf(object) };
  }

  private portRef(to: unknown, method: string): ServicePortRef {
    if (isObject(to) && ApiObject.isApiObject(to.service) && typeof to.number === 'number') {
      return to as unknown as ServicePortRef;
    }
    const problem = 'the second argument is not something to connect to';
    throw new ConstructError(this, { field: `${method}()`, value: to, problem, remedy: DESTINATIONS });
  }

  private checkUrl(url: string, method: string): string {
    const protocol = URL.canParse(url) ? new URL(url).protocol : '';
    if (protocol === 'http:' || protocol === 'https:') return url;
    const problem = 'is not a URL of http or https';
    throw new ConstructError(this, {
      field: `${method}()`,
      value: url,
      problem,
      remedy: 'write it out: http://host/path',
    });
  }

  private nameOf({ name, metadata }: ApiObject): { namespace: string; name: string } {
    return { namespace: metadata.namespace ?? Diagnostics.clusterOf(this).namespace, name };
  }
}

const CLIENTS = 'give a workload, node(name), outside or outside(address)';
const ADDRESS = "write it out: outside('203.0.113.7')";
const DESTINATIONS = 'give a port of a Service, a Service, or a URL such as ingress.url()';
