import type { ApiObjectMetadata } from 'cdk8s';
import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { serviceVariables } from '../model/environment';
import type { Labels, Protocol, ServiceType } from '../model/objects';
import { checkProps } from './check-props';
import { ConstructError } from './construct-error';
import { Diagnostics } from './diagnostics';
import { ReferenceGrant } from './gateway/reference-grant';
import type { PropsSchema } from './props-schema';
import { refuseUnusablePorts } from './refuse-ports';
import type { PodSelector, Selector } from './selector';
import { resolveSelector } from './selector';
import { predictedClusterIP } from './service-address';
import type { AnyServicePort, PortChoice } from './service-port';
import type { HostOptions, UrlChoice, UrlOptions } from './service-url';
import { hostOf, urlOf } from './service-url';
import { withdraw } from './withdraw';

/** What every kind of Service has. */
export interface ServiceProps {
  /**
   * Name, namespace, labels and annotations. The name is the DNS name of the Service, so it is worth choosing.
   *
   * @default - a name made from the construct path; the namespace of the chart
   */
  readonly metadata?: ApiObjectMetadata;
}

/** A port of a Service, as an Ingress or an intent refers to it. Made by `port()` of a Service. */
export interface ServicePortRef {
  /** The Service that has the port. */
  readonly service: Service;
  /** Name of the port; absent if it has none. */
  readonly name?: string;
  /** Number of the port, which clients dial. */
  readonly number: number;
  readonly protocol: Protocol;
}

/** Fields of ServiceSpec beside those that the construct works out. */
interface ServiceSpecProps extends ServiceProps {
  readonly selector?: Selector;
  readonly ports?: readonly AnyServicePort[];
  readonly clusterIP?: string;
}

/** What all Services of a class have in common. */
interface ServiceKind {
  readonly type: ServiceType;
  readonly clusterIP?: 'None';
  readonly schema: PropsSchema;
}

/** The spec of the object, to which labels can be added. */
interface GrowingSpec {
  readonly type: ServiceType;
  selector?: Labels;
}

/** The spec without its selector. To copy all fields and take some away would take twice as long. */
function fieldsOf({ type, clusterIP }: ServiceKind, props: ServiceSpecProps) {
  const fields: Record<string, unknown> = clusterIP === undefined ? { type } : { type, clusterIP };
  for (const [key, value] of Object.entries(props)) {
    if (key !== 'metadata' && key !== 'selector') fields[key] = value;
  }
  return fields as Omit<ServiceSpecProps, 'metadata' | 'selector'> & { readonly type: ServiceType };
}

/** What all kinds of Services have in common. Declare one of them, such as `ClusterIPService`. */
export abstract class Service<
  const Ports extends readonly AnyServicePort[] = readonly AnyServicePort[],
> extends ApiObject {
  /** The ports, as they were given. */
  readonly ports: Ports;
  private readonly spec: GrowingSpec;
  private readonly clusterIP: string | undefined;
  private selected: PodSelector | undefined;

  /**
   * @throws DiagnosticError for ports that no cluster accepts.
   * @throws ConstructError for a selector that a Service cannot have.
   */
  protected constructor(scope: Construct, id: string, kind: ServiceKind, props: ServiceSpecProps) {
    checkProps(scope, id, props, kind.schema);
    const { metadata, selector } = props;
    const fields = fieldsOf(kind, props);
    const spec: GrowingSpec = fields;
    super(scope, id, { apiVersion: 'v1', kind: 'Service', ...(metadata === undefined ? {} : { metadata }), spec });
    this.spec = spec;
    this.ports = (fields.ports ?? []) as unknown as Ports;
    this.clusterIP = typeof fields.clusterIP === 'string' ? fields.clusterIP : undefined;
    Diagnostics.install(this);
    refuseUnusablePorts(this, this.ports, { path: 'spec.ports', needNames: true });
    if (selector !== undefined) this.addSelector(selector);
  }

  /** The workload that was given as selector, if it was one. */
  get workload(): PodSelector | undefined {
    return this.selected;
  }

  /**
   * A reference to a port, for Ingresses and intents. A name that the Service does not have does not compile; if the
   * ports were computed, it is an error.
   *
   * @param choice Name of the port; may be left out where there is only one.
   * @throws ConstructError if there is no such port, or several to choose from.
   */
  port(...choice: PortChoice<Ports>): ServicePortRef {
    const { name, port, protocol = 'TCP' } = this.choosePort(choice[0]);
    return { service: this, ...(name === undefined ? {} : { name }), number: port, protocol };
  }

  /**
   * Lets a route of another namespace refer to this Service: makes a ReferenceGrant beside it, once for each kind and
   * namespace. References into another namespace count for nothing without one.
   *
   * @param from The route, such as an `HTTPRoute`.
   * @throws ConstructError for a route of the same namespace, which needs no grant.
   */
  grantTo(from: ApiObject): ReferenceGrant {
    const [namespace, own] = [this.namespaceOf(from), this.clientNamespace];
    if (namespace === own) {
      const problem = `${from.kind} ${from.name} is in the same namespace, ${own}, and needs no grant`;
      throw new ConstructError(this, { field: 'grantTo()', problem, remedy: 'leave the grant out' });
    }
    const id = `grant-${from.kind.toLowerCase()}-${namespace}`;
    const known = this.node.tryFindChild(id);
    if (known instanceof ReferenceGrant) return known;
    return new ReferenceGrant(this, id, {
      metadata: { namespace: own },
      from: [{ group: from.apiGroup, kind: from.kind, namespace }],
      to: [{ group: '', kind: 'Service', name: this.name }],
    });
  }

  /**
   * DNS name of the Service, as Pods of any namespace can use it: `web.shop.svc`.
   *
   * @param options Whether to add the domain of the cluster, and which it is.
   */
  host(options: HostOptions = {}): string {
    return hostOf(this.name, this.clientNamespace, options);
  }

  /**
   * URL of a port of the Service: `http://web.shop.svc:8080/`. The port is left out where it is that of the scheme.
   *
   * @throws ConstructError if there is no such port, or several to choose from.
   */
  url(...choice: UrlChoice<Ports>): string {
    const options: UrlOptions<string> = choice[0] ?? {};
    const port = this.choosePort(options.port);
    return urlOf(this.host(options), { ...port, port: this.dialledPort(port) }, options);
  }

  /**
   * The environment variables that a Pod of the same namespace gets for this Service, if it starts after it:
   * `WEB_SERVICE_HOST` and so on. None for headless and ExternalName Services. Where no `clusterIP` is fixed, the
   * address is the one that the conformance runner's embedded cluster gives it; every cluster picks its own.
   */
  environment(): Record<string, string> {
    const clusterIP = this.clusterIP ?? predictedClusterIP(this, Diagnostics.clusterOf(this));
    return serviceVariables(this.name, clusterIP, this.ports);
  }

  /** The port that clients dial: for all but headless Services the port of the Service. */
  protected dialledPort(port: AnyServicePort): number {
    return port.port;
  }

  /** Adds labels that Pods must have, beside those that they must have already. */
  protected addSelector(selector: Selector): void {
    const resolved = resolveSelector(selector);
    if ('problem' in resolved) {
      withdraw(this);
      throw new ConstructError(this, { field: 'selector', ...resolved });
    }
    this.spec.selector = { ...this.spec.selector, ...resolved.labels };
    this.selected = resolved.workload;
  }

  private get clientNamespace(): string {
    return this.namespaceOf(this);
  }

  private namespaceOf({ metadata }: ApiObject): string {
    return metadata.namespace ?? Diagnostics.clusterOf(this).namespace;
  }

  private choosePort(name: string | undefined): AnyServicePort {
    const { ports } = this;
    const [only] = ports;
    if (name === undefined && only !== undefined && ports.length === 1) return only;
    const port = name === undefined ? undefined : ports.find((each) => each.name === name);
    if (port !== undefined) return port;
    const names = ports.flatMap(({ name: each }) => (typeof each === 'string' ? [each] : []));
    const known = names.length === 0 ? 'none of its ports has a name' : `its ports are ${names.join(', ')}`;
    throw new ConstructError(this, {
      field: 'port',
      value: name,
      problem:
        name === undefined ? `Service ${this.name} has ${ports.length} ports` : `Service ${this.name} has no such port`,
      remedy: ports.length === 0 ? 'give the Service a port' : `name one of them: ${known}`,
    });
  }
}
