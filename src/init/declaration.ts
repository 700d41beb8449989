import type { Manifest } from '../model/manifest';
import { refOf } from '../model/manifest';
import { SERVICE_NAME } from '../model/service';
import { isObject, mapFields } from '../terms/json';
import type { JsonObject } from '../terms/json';
import { ownOf } from '../terms/maps';
import { keyOf } from '../terms/object-ref';
import { policyProps } from './policy-props';

/** An object as a construct of this package declares it: `new ClusterIPService(chart, id, props)`. */
export interface Declaration {
  readonly construct: DeclaredConstruct;
  /** JSON, with a {@link PortOf} where a port of a Service is meant. */
  readonly props: JsonObject;
}

export type DeclaredConstruct =
  | 'BackendTLSPolicy'
  | 'ClusterIPService'
  | 'EndpointSlice'
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
  | 'NetworkPolicy'
  | 'NodePortService'
  | 'ReferenceGrant'
  | 'TCPRoute'
  | 'TLSRoute'
  | 'UDPRoute';

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
  const { apiVersion, kind, metadata, ...content } = manifest;
  if (!isObject(metadata) || typeof metadata.name !== 'string') return undefined;
  if (apiVersion === 'discovery.k8s.io/v1' && kind === 'EndpointSlice') return sliceOf(metadata, content);
  const declare = ownOf(DECLARATIONS, `${String(apiVersion)} ${String(kind)}`);
  const { spec, ...others } = content;
  if (declare === undefined || !isObject(spec) || Object.keys(others).length > 0) return undefined;
  const { construct, props } = declare(spec, { ports, namespace: refOf(manifest, namespace).namespace ?? namespace });
  return { construct, props: { metadata, ...props } };
}

interface Backends {
  readonly ports: DeclaredPorts;
  readonly namespace: string;
}

type Declare = (spec: JsonObject, backends: Backends) => Declaration;

/**
 * An EndpointSlice has no spec; the label that names its Service is a property of the construct. Undefined for ports of any
 * number, which the API has and the construct has not.
 */
function sliceOf(metadata: JsonObject, content: JsonObject): Declaration | undefined {
  const { ports = [] } = content;
  if (!Array.isArray(ports) || ports.some((port) => !isObject(port) || port.port === undefined)) return undefined;
  const { [SERVICE_NAME]: service, ...labels } = isObject(metadata.labels) ? metadata.labels : {};
  if (service === undefined) return { construct: 'EndpointSlice', props: { metadata, ...content } };
  const rest = mapFields(metadata, (value, field) => {
    if (field !== 'labels') return value;
    return Object.keys(labels).length === 0 ? undefined : labels;
  });
  return { construct: 'EndpointSlice', props: { metadata: rest, service, ...content } };
}

/** Kinds of Gateway API, whose constructs take what the objects hold. */
const OF_GATEWAY_API = (
  [
    'BackendTLSPolicy',
    'Gateway',
    'GatewayClass',
    'GRPCRoute',
    'HTTPRoute',
    'ListenerSet',
    'ReferenceGrant',
    'TCPRoute',
    'TLSRoute',
    'UDPRoute',
  ] as const
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
  'networking.k8s.io/v1 NetworkPolicy': (spec) => ({ construct: 'NetworkPolicy', props: policyProps(spec) }),
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
