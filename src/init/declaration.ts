import type { Manifest } from '../model/manifest';
import { refOf } from '../model/manifest';
import { isObject } from '../terms/json';
import type { JsonObject } from '../terms/json';
import { ownOf } from '../terms/maps';
import { keyOf } from '../terms/object-ref';

/** An object as a construct of this package declares it: `new ClusterIPService(chart, id, props)`. */
export interface Declaration {
  readonly construct: DeclaredConstruct;
  /** JSON, with a {@link PortOf} where a port of a Service is meant. */
  readonly props: JsonObject;
}

export type DeclaredConstruct =
  | 'BackendTLSPolicy'
  | 'ClusterIPService'
  | 'ExternalNameService'
  | 'Gateway'
  | 'GatewayClass'
  | 'GRPCRoute'
  | 'HeadlessService'
  | 'HTTPRoute'
  | 'Ingress'
  | 'IngressClass'
  | 'ListenerSet'
  | 'LoadBalancerService'
  | 'NodePortService'
  | 'ReferenceGrant';

/** A port of a Service that is declared as well: `web.port('http')`. */
export class PortOf {
  constructor(
    /** `namespace/name` of the Service. */
    readonly service: string,
    readonly port: string,
  ) {}
}

/** Named ports of the Services that constructs declare, by `namespace/name`. */
export type DeclaredPorts = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * What would declare an object; undefined for kinds that this package has no construct for, and for objects with something that
 * no construct has. Whether it synthesizes to the object is for its caller to find out.
 */
export function declarationOf(manifest: Manifest, ports: DeclaredPorts, namespace: string): Declaration | undefined {
  const { apiVersion, kind, metadata, spec, ...others } = manifest;
  const declare = ownOf(DECLARATIONS, `${String(apiVersion)} ${String(kind)}`);
  if (declare === undefined || !isObject(metadata) || !isObject(spec) || Object.keys(others).length > 0)
    return undefined;
  if (typeof metadata.name !== 'string') return undefined;
  const { construct, props } = declare(spec, { ports, namespace: refOf(manifest, namespace).namespace ?? namespace });
  return { construct, props: { metadata, ...props } };
}

interface Backends {
  readonly ports: DeclaredPorts;
  readonly namespace: string;
}

type Declare = (spec: JsonObject, backends: Backends) => Declaration;

/** Kinds of Gateway API, whose constructs take what the objects hold. */
const OF_GATEWAY_API = (
  ['BackendTLSPolicy', 'Gateway', 'GatewayClass', 'GRPCRoute', 'HTTPRoute', 'ListenerSet', 'ReferenceGrant'] as const
).map((construct): readonly [string, Declare] => [
  `gateway.networking.k8s.io/v1 ${construct}`,
  (spec) => ({ construct, props: spec }),
]);

const DECLARATIONS: Readonly<Record<string, Declare>> = {
  ...Object.fromEntries(OF_GATEWAY_API),
  'v1 Service': ({ type, ...spec }) => {
    const construct = ownOf(SERVICES, String(type)) ?? 'ClusterIPService';
    const { clusterIP, ...props } = spec;
    if (construct !== 'ClusterIPService' || clusterIP !== 'None') return { construct, props: spec };
    return { construct: 'HeadlessService', props };
  },
  'networking.k8s.io/v1 IngressClass': (spec) => ({ construct: 'IngressClass', props: spec }),
  'networking.k8s.io/v1 Ingress': (spec, backends) => ({
    construct: 'Ingress',
    props: mapBackends(spec, backends) as JsonObject,
  }),
};

const SERVICES: Readonly<Record<string, DeclaredConstruct>> = {
  ExternalName: 'ExternalNameService',
  LoadBalancer: 'LoadBalancerService',
  NodePort: 'NodePortService',
};

/** Whatever is called a backend, as the construct takes it. */
function mapBackends(value: unknown, backends: Backends): unknown {
  if (Array.isArray(value)) return value.map((item) => mapBackends(item, backends));
  if (!isObject(value)) return value;
  const fields = Object.entries(value).map(([name, field]) => {
    const isBackend = name === 'backend' || name === 'defaultBackend';
    return [name, isBackend ? backendOf(field, backends) : mapBackends(field, backends)];
  });
  return Object.fromEntries(fields) as JsonObject;
}

function backendOf(backend: unknown, { ports, namespace }: Backends): unknown {
  const { service, ...others } = isObject(backend) ? backend : {};
  if (!isObject(service) || !isObject(service.port) || Object.keys(others).length > 0) return backend;
  const { name, port } = service;
  const key = keyOf(namespace, String(name));
  const { name: portName, number } = port;
  if (typeof portName === 'string' && ports.get(key)?.has(portName) === true) return new PortOf(key, portName);
  return { service: name, port: portName ?? number };
}
