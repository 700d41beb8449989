import type { ApiObjectMetadata } from 'cdk8s';
import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { HTTPIngressPath, IngressBackend as IngressBackendSpec, IngressTLS, PathType } from '../model/objects';
import { hostMatches } from '../terms/host';
import { checkProps, checkValue } from './check-props';
import type { CheckedBackends } from './checked-backends';
import type { Named } from './construct-error';
import { ConstructError, refuse } from './construct-error';
import { Diagnostics } from './diagnostics';
import type { IngressBackend } from './ingress-backend';
import { backendFault, isPortRef, renderBackend } from './ingress-backend';
import type { IngressClass } from './ingress-class';
import type { PlacedBackend } from './ingress-namespaces';
import { backendsElsewhere } from './ingress-namespaces';
import { INGRESS, INGRESS_PATH, INGRESS_RULE, INGRESS_TLS } from './props-schema';

/** A path of an Ingress, and who serves it. */
export interface IngressPath {
  /**
   * Path of the request. `Prefix` and `Exact` want a slash in front; a regular expression is only text to them.
   *
   * @default - '/' with `Prefix` and `Exact`; every path with `ImplementationSpecific`
   */
  readonly path?: string;
  /**
   * How paths are compared: `Prefix` by elements (`/a` takes `/a/b`, not `/ab`), `Exact` letter by letter,
   * `ImplementationSpecific` as the controller likes.
   *
   * @default 'Prefix'
   */
  readonly pathType?: PathType;
  /** Who serves it. */
  readonly backend: IngressBackend;
}

/** The paths of one host. */
export interface IngressRule {
  /**
   * DNS name, without port; `*.example.com` stands for one label in place of the asterisk.
   *
   * @default - every host that no other rule names
   */
  readonly host?: string;
  /**
   * The paths.
   *
   * @default - all requests go to the default backend
   */
  readonly http?: { readonly paths: readonly IngressPath[] };
}

/** Properties of `Ingress`. Fields of networking.k8s.io/v1 in Kubernetes v1.34. */
export interface IngressProps<
  Rules extends readonly IngressRule[] = readonly IngressRule[],
  Default extends IngressBackend = IngressBackend,
> {
  /**
   * Name, namespace, labels and annotations. Backends and TLS secrets are looked up in the same namespace.
   *
   * @default - a name made from the construct path; the namespace of the chart
   */
  readonly metadata?: ApiObjectMetadata;
  /**
   * Which controller serves the Ingress: the class, or its name.
   *
   * @default - the default class of the cluster, if there is one; otherwise most controllers ignore the Ingress
   */
  readonly ingressClassName?: string | IngressClass;
  /**
   * Who serves requests that no rule matches.
   *
   * @default - the controller, usually with 404
   */
  readonly defaultBackend?: Default & CheckedBackends<Default, IngressBackend>;
  /**
   * Hosts and paths. An Ingress needs a rule or a default backend, here or by `addRule` and `addPath`.
   *
   * @default - none
   */
  readonly rules?: Rules & CheckedBackends<Rules, readonly IngressRule[]>;
  /**
   * Certificates: Secrets of type `kubernetes.io/tls` of the same namespace, by the hosts that they are for.
   *
   * @default - plain HTTP only
   */
  readonly tls?: readonly IngressTLS[];
}

/** What `addPath` of an Ingress adds. */
export interface HostedIngressPath extends IngressPath {
  /**
   * Host of the path; the path joins others of the same host.
   *
   * @default - every host that no other rule names
   */
  readonly host?: string;
}

/**
 * An Ingress: HTTP and HTTPS from outside to Services, by host and path.
 *
 * ```ts
 * const ingress = new Ingress(chart, 'ingress', { ingressClassName: 'contour' });
 * ingress.addPath({ host: 'shop.example.com', path: '/api', backend: api.port('http') });
 * ```
 */
export class Ingress<
  const Rules extends readonly IngressRule[] = readonly IngressRule[],
  const Default extends IngressBackend = IngressBackend,
> extends ApiObject {
  private readonly spec: GrowingSpec;
  private readonly placed: PlacedBackend[] = [];

  constructor(scope: Construct, id: string, props: IngressProps<Rules, Default> = {}) {
    const named = checkProps(scope, id, props, INGRESS);
    const { metadata, ingressClassName, defaultBackend, rules = [], tls = [] }: IngressProps = props;
    if (defaultBackend !== undefined) refuse(named, backendFault(defaultBackend, 'spec.defaultBackend'));
    for (const [index, rule] of rules.entries()) checkRule(named, rule, index);
    const spec: GrowingSpec = {};
    const head = { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress' };
    super(scope, id, { ...head, ...(metadata === undefined ? {} : { metadata }), spec });
    this.spec = spec;
    Diagnostics.install(this);
    Diagnostics.addCheck(this, (cluster) => backendsElsewhere(this, this.placed, cluster));
    if (ingressClassName !== undefined) {
      spec.ingressClassName = typeof ingressClassName === 'string' ? ingressClassName : ingressClassName.name;
    }
    if (defaultBackend !== undefined) spec.defaultBackend = this.place(defaultBackend, 'spec.defaultBackend');
    for (const rule of rules) this.addRule(rule);
    for (const each of tls) this.addTls(each);
  }

  /** Adds a rule of its own, after those that are there. */
  addRule<const Rule extends IngressRule>(added: Rule & CheckedBackends<Rule, IngressRule>): this {
    const rules = (this.spec.rules ??= []);
    checkRule(this, added, rules.length);
    const { host, http }: IngressRule = added;
    const rule: GrowingRule = host === undefined ? {} : { host };
    rules.push(rule);
    if (http === undefined) return this;
    rule.http = { paths: [] };
    for (const path of http.paths) this.append(path, rules.length - 1);
    return this;
  }

  /** Adds a path to the last rule for its host, or to a new one if there is none. */
  addPath<const Path extends HostedIngressPath>(added: Path & CheckedBackends<Path, HostedIngressPath>): this {
    checkValue(this, added, INGRESS_PATH, 'addPath()');
    const { host, ...path }: HostedIngressPath = added;
    refuse(this, backendFault(path.backend, 'addPath().backend'));
    const index = this.spec.rules?.findLastIndex((rule) => rule.host === host) ?? -1;
    if (index < 0) return this.addRule({ ...(host === undefined ? {} : { host }), http: { paths: [path] } });
    this.append(path, index);
    return this;
  }

  /** Adds a certificate. */
  addTls(tls: IngressTLS): this {
    checkValue(this, tls, INGRESS_TLS, 'addTls()');
    (this.spec.tls ??= []).push(tls);
    return this;
  }

  /**
   * URL of a path of the Ingress: `https://shop.example.com/api`.
   *
   * @throws ConstructError if no host is given, and no rule names one.
   */
  url({ host = this.firstHost(), path = '/', scheme }: IngressUrlOptions = {}): string {
    const isSecure = (this.spec.tls ?? []).some(({ hosts = [] }) => hosts.some((each) => hostMatches(each, host)));
    return `${scheme ?? (isSecure ? 'https' : 'http')}://${host}${path.startsWith('/') ? '' : '/'}${path}`;
  }

  private append({ path, pathType = 'Prefix', backend }: IngressPath, index: number): void {
    const rule = this.spec.rules?.[index];
    if (rule === undefined) return;
    const { paths } = (rule.http ??= { paths: [] });
    const place = `spec.rules[${index}].http.paths[${paths.length}].backend`;
    const shown = path ?? (pathType === 'ImplementationSpecific' ? undefined : '/');
    paths.push({ ...(shown === undefined ? {} : { path: shown }), pathType, backend: this.place(backend, place) });
  }

  /** Renders a backend, and remembers which Service was meant: the manifest has its name only. */
  private place(backend: IngressBackend, path: string): IngressBackendSpec {
    if (isPortRef(backend)) this.placed.push({ path, ref: backend });
    return renderBackend(backend);
  }

  private firstHost(): string {
    // A host may be a Lazy, which nobody knows before synthesis.
    const host = this.spec.rules?.find((rule) => typeof rule.host === 'string' && !rule.host.startsWith('*'))?.host;
    if (host !== undefined) return host;
    const remedy = 'give the host that clients use: url({ host: "shop.example.com" })';
    throw new ConstructError(this, { field: 'url', problem: 'no rule of the Ingress names a host', remedy });
  }
}

function checkRule(ingress: Named, rule: IngressRule, index: number): void {
  const place = `spec.rules[${index}]`;
  checkValue(ingress, rule, INGRESS_RULE, place);
  for (const [position, { backend }] of (rule.http?.paths ?? []).entries()) {
    refuse(ingress, backendFault(backend, `${place}.http.paths[${position}].backend`));
  }
}

/** Options of `url()` of an Ingress. */
export interface IngressUrlOptions {
  /**
   * Host that clients dial.
   *
   * @default - the first one that a rule names and that has no wildcard
   */
  readonly host?: string;
  /**
   * Path, with or without slash in front.
   *
   * @default '/'
   */
  readonly path?: string;
  /**
   * Scheme.
   *
   * @default - 'https' if `tls` names the host, else 'http'
   */
  readonly scheme?: 'http' | 'https';
}

interface GrowingSpec {
  ingressClassName?: string;
  defaultBackend?: IngressBackendSpec;
  rules?: GrowingRule[];
  tls?: IngressTLS[];
}

interface GrowingRule {
  host?: string;
  http?: { paths: HTTPIngressPath[] };
}
