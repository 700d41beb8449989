import type { ApiObjectMetadata } from 'cdk8s';
import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { isObject } from '../../terms/json';
import { checkProps, checkValue } from '../check-props';
import type { Named } from '../construct-error';
import { ConstructError, refuse } from '../construct-error';
import { Diagnostics } from '../diagnostics';
import type { PropsSchema } from '../props-schema';
import type { RouteBackend } from './backend';
import { backendFault, renderBackend } from './backend';
import type { NamedParent, RouteParent } from './parent';
import { parentFault, renderParent } from './parent';

/** What routes of all kinds have. */
export interface RouteProps {
  /**
   * Name, namespace, labels and annotations.
   *
   * @default - a name made from the construct path; the namespace of the chart
   */
  readonly metadata?: ApiObjectMetadata;
  /**
   * What the route attaches to, at most 32: listeners (`edge.listener('https')`), Gateways, or their names.
   *
   * @default - nothing: the route serves nothing
   */
  readonly parentRefs?: readonly RouteParent[];
}

/** A rule of any route. */
interface AnyRule {
  readonly filters?: readonly unknown[];
  readonly backendRefs?: readonly RouteBackend<unknown>[];
}

/** What routes of a kind have in common. */
export interface RouteKind {
  readonly kind: 'HTTPRoute' | 'GRPCRoute' | 'TLSRoute' | 'TCPRoute' | 'UDPRoute';
  readonly props: PropsSchema;
  readonly rule: PropsSchema;
}

interface GrowingSpec {
  parentRefs?: NamedParent[];
  hostnames?: readonly string[];
  rules?: unknown[];
}

/** What all kinds of routes have in common. Declare one of them, such as `HTTPRoute`. */
export abstract class Route extends ApiObject {
  private readonly spec: GrowingSpec;
  private readonly ruleSchema: PropsSchema;
  private readonly firstHost: string | undefined;
  private readonly isSecure: boolean;

  /** @internal */
  protected constructor(
    scope: Construct,
    id: string,
    { kind, props: schema, rule }: RouteKind,
    props: RouteProps & { readonly hostnames?: readonly string[]; readonly rules?: readonly AnyRule[] },
  ) {
    const named = checkProps(scope, id, props, schema);
    const { metadata, parentRefs = [], hostnames, rules = [] } = props;
    for (const [index, each] of parentRefs.entries()) refuse(named, parentFault(each, `spec.parentRefs[${index}]`));
    for (const [index, each] of rules.entries()) checkRule(named, each, rule, index);
    const spec: GrowingSpec = {};
    const head = { apiVersion: 'gateway.networking.k8s.io/v1', kind };
    super(scope, id, { ...head, ...(metadata === undefined ? {} : { metadata }), spec });
    this.spec = spec;
    this.ruleSchema = rule;
    const listeners = parentRefs.flatMap((parent) => ('parent' in parent ? [parent] : []));
    const [host = listeners.find((listener) => listener.hostname !== undefined)?.hostname] = hostnames ?? [];
    this.firstHost = host;
    this.isSecure =
      listeners.length > 0 && listeners.every(({ protocol }) => protocol === 'HTTPS' || protocol === 'TLS');
    Diagnostics.install(this);
    if (parentRefs.length > 0) {
      spec.parentRefs = parentRefs.map((parent) => renderParent(parent, this.metadata.namespace));
    }
    if (hostnames !== undefined) spec.hostnames = hostnames;
    for (const each of rules) this.append(each);
  }

  /** Attaches the route to something more. */
  addParent(parent: RouteParent): this {
    refuse(this, parentFault(parent, 'addParent()'));
    (this.spec.parentRefs ??= []).push(renderParent(parent, this.metadata.namespace));
    return this;
  }

  /**
   * URL of a path of the route: `https://shop.example.com/cart`, with the first host name of the route, or of its listener.
   *
   * @throws ConstructError if neither has one
   */
  protected urlOf(path: string, scheme: string | undefined): string {
    const host = this.firstHost;
    if (typeof host === 'string' && !host.startsWith('*')) {
      return `${scheme ?? (this.isSecure ? 'https' : 'http')}://${host}${path.startsWith('/') ? '' : '/'}${path}`;
    }
    const problem = 'neither the route nor its listener names a host';
    throw new ConstructError(this, { field: 'url', problem, remedy: 'give the route hostnames' });
  }

  /** @internal */
  protected append(rule: AnyRule): void {
    const rules = (this.spec.rules ??= []);
    checkRule(this, rule, this.ruleSchema, rules.length);
    const { backendRefs, filters, ...rest } = rule;
    const { namespace } = this.metadata;
    rules.push({
      ...rest,
      ...(filters === undefined ? {} : { filters: filters.map((each) => renderFilter(each, namespace)) }),
      ...(backendRefs === undefined
        ? {}
        : { backendRefs: backendRefs.map((each) => renderWithFilters(each, namespace)) }),
    });
  }
}

function checkRule(named: Named, rule: AnyRule, schema: PropsSchema, index: number): void {
  const field = `spec.rules[${index}]`;
  checkValue(named, rule, schema, field);
  checkMirrors(named, rule.filters, field);
  for (const [at, backend] of (rule.backendRefs ?? []).entries()) {
    const here = `${field}.backendRefs[${at}]`;
    refuse(named, backendFault(backend, here));
    if ('filters' in backend) checkMirrors(named, backend.filters, here);
  }
}

function checkMirrors(named: Named, filters: unknown, field: string): void {
  if (!Array.isArray(filters)) return;
  for (const [at, filter] of filters.entries()) {
    if (!isObject(filter) || !isObject(filter.requestMirror)) continue;
    refuse(named, backendFault(filter.requestMirror.backendRef, `${field}.filters[${at}].requestMirror.backendRef`));
  }
}

function renderWithFilters(backend: RouteBackend<unknown>, namespace: string | undefined) {
  const rendered = renderBackend(backend, namespace);
  const { filters } = rendered;
  return Array.isArray(filters)
    ? { ...rendered, filters: filters.map((each) => renderFilter(each, namespace)) }
    : rendered;
}

/** Of a mirror, the backend is a reference as well. */
function renderFilter(filter: unknown, namespace: string | undefined): unknown {
  if (!isObject(filter) || !isObject(filter.requestMirror)) return filter;
  const { backendRef, ...rest } = filter.requestMirror;
  const rendered = renderBackend(backendRef as RouteBackend<unknown>, namespace);
  return { ...filter, requestMirror: { backendRef: rendered, ...rest } };
}
