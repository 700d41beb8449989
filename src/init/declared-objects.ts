import { isDeepStrictEqual } from 'node:util';
import { App, Chart, JsonPatch } from 'cdk8s';
import type { ApiObject } from 'cdk8s';
import { ClusterIPService } from '../constructs/cluster-ip-service';
import { EndpointSlice } from '../constructs/endpoint-slice';
import { ExternalNameService } from '../constructs/external-name-service';
import { BackendTLSPolicy } from '../constructs/gateway/backend-tls-policy';
import { Gateway } from '../constructs/gateway/gateway';
import { GatewayClass } from '../constructs/gateway/gateway-class';
import { GRPCRoute } from '../constructs/gateway/grpc-route';
import { HTTPRoute } from '../constructs/gateway/http-route';
import { ListenerSet } from '../constructs/gateway/listener-set';
import { ReferenceGrant } from '../constructs/gateway/reference-grant';
import { TCPRoute, TLSRoute, UDPRoute } from '../constructs/gateway/transport-routes';
import { HeadlessService } from '../constructs/headless-service';
import { Ingress } from '../constructs/ingress';
import { IngressClass } from '../constructs/ingress-class';
import { LoadBalancerService } from '../constructs/load-balancer-service';
import { NodePortService } from '../constructs/node-port-service';
import { NetworkPolicy } from '../constructs/policies/network-policy';
import type { Service } from '../constructs/service';
import type { Diagnostic } from '../diagnostics/diagnostic';
import type { Manifest } from '../model/manifest';
import { refOf } from '../model/manifest';
import { isObject } from '../terms/json';
import { describeRef, keyOf } from '../terms/object-ref';
import type { Declaration, DeclaredConstruct } from './declaration';
import { declarationOf, PortOf } from './declaration';
import type { Step } from './json-difference';
import { stepsBetween } from './json-difference';
import { isUncompiled } from './uncompiled';

/** An object, and the construct that was found to synthesize to it. */
export interface DeclaredObject extends Declaration {
  readonly manifest: Manifest;
  /** `namespace/name` of a Service, for those who refer to its ports. */
  readonly key: string;
  /** What of it has to be changed to be the object, letter by letter: `spec.type`, which manifests leave out. */
  readonly steps: readonly Step[];
}

/** What is declared by constructs, and what is left as it is, each in the order of the manifests. */
export interface Sorted {
  readonly declared: readonly DeclaredObject[];
  readonly others: readonly Manifest[];
}

/**
 * Tries every object as a construct: it counts only if what it synthesizes to is the object.
 *
 * @param refused what the API server says of objects, which the compiler may say as well
 */
export function sortManifests(
  manifests: readonly Manifest[],
  namespace: string,
  refused: readonly Diagnostic[] = [],
): Sorted {
  const faulty = new Set(refused.map(({ object }) => describeRef(object)));
  const chart = new Chart(new App(), 'tried');
  const services = new Map<string, Service>();
  const declared = new Map<Manifest, DeclaredObject>();
  // Services first, for the others refer to them.
  const inOrder = [...manifests].sort((a, b) => Number(b.kind === 'Service') - Number(a.kind === 'Service'));
  for (const [index, manifest] of inOrder.entries()) {
    if (isUncompiled(manifest) || faulty.has(describeRef(refOf(manifest, namespace)))) continue;
    const ports = new Map([...services].map(([key, service]) => [key, namesOf(service)]));
    const declaration = declarationOf(manifest, ports, namespace);
    if (declaration === undefined) continue;
    const object = construct(chart, `object-${index}`, declaration, services);
    const steps = object === undefined ? undefined : fewSteps(object.synthesized, manifest);
    if (object === undefined || steps === undefined || !leadTo(manifest, object.construct, steps)) continue;
    const { namespace: own, name } = refOf(manifest, namespace);
    const key = keyOf(own, name);
    if (manifest.kind === 'Service') services.set(key, object.construct as Service);
    declared.set(manifest, { ...declaration, manifest, key, steps });
  }
  return {
    declared: inOrder.flatMap((manifest) => declared.get(manifest) ?? []),
    others: manifests.filter((manifest) => !declared.has(manifest)),
  };
}

type AnyConstruct = new (scope: Chart, id: string, props: never) => ApiObject;

const CONSTRUCTS: Readonly<Record<DeclaredConstruct, AnyConstruct>> = {
  BackendTLSPolicy,
  ClusterIPService,
  EndpointSlice,
  ExternalNameService,
  Gateway,
  GatewayClass,
  GRPCRoute,
  HeadlessService,
  HTTPRoute,
  Ingress,
  IngressClass,
  ListenerSet,
  LoadBalancerService,
  NetworkPolicy,
  NodePortService,
  ReferenceGrant,
  TCPRoute,
  TLSRoute,
  UDPRoute,
};

/** Undefined for what the constructor refuses or cdk8s cannot print: it is left as it is, and `check` says why. */
function construct(
  chart: Chart,
  id: string,
  { construct: name, props }: Declaration,
  services: ReadonlyMap<string, Service>,
): { readonly construct: ApiObject; readonly synthesized: unknown } | undefined {
  try {
    const made = new CONSTRUCTS[name](chart, id, withPorts(props, services) as never);
    return { construct: made, synthesized: made.toJson() };
  } catch {
    chart.node.tryRemoveChild(id);
    return undefined;
  }
}

function withPorts(value: unknown, services: ReadonlyMap<string, Service>): unknown {
  if (value instanceof PortOf) return services.get(value.service)?.port(value.port);
  if (Array.isArray(value)) return value.map((item) => withPorts(item, services));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, withPorts(field, services)]));
}

function namesOf({ ports }: Service): ReadonlySet<string> {
  return new Set(ports.flatMap(({ name }) => name ?? []));
}

/** Undefined where an object would be more patches than construct. */
function fewSteps(synthesized: unknown, manifest: Manifest): readonly Step[] | undefined {
  const steps = [...stepsBetween(synthesized, manifest)];
  return steps.length <= MAX_STEPS && steps.every(({ op }) => op !== 'replace') ? steps : undefined;
}

const MAX_STEPS = 2;

/** A construct may write an object after its patches. */
function leadTo(manifest: Manifest, construct: ApiObject, steps: readonly Step[]): boolean {
  construct.addJsonPatch(
    ...steps.map((step) =>
      step.op === 'remove' ? JsonPatch.remove(step.path) : JsonPatch[step.op](step.path, step.value),
    ),
  );
  return isDeepStrictEqual(construct.toJson(), manifest);
}
