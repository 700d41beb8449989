import { ApiObject } from 'cdk8s';
import type { NetworkPolicyPort as PortSpec, Protocol } from '../../model/objects';
import { targetPortOf } from '../../model/service';
import { isObject } from '../../terms/json';
import { ConstructError } from '../construct-error';
import type { ServicePortRef } from '../service';
import type { Place } from './peers';

/** One port that Pods listen on, or ports from one to another. */
export interface NumberedContainerPort {
  /** Port that the Pods listen on, 1 to 65535: not that of a Service. Literals outside do not compile. */
  readonly containerPort: number;
  /**
   * The last one of several ports in a row.
   *
   * @default - `containerPort` alone
   */
  readonly endPort?: number;
  /**
   * Transport protocol.
   *
   * @default 'TCP'
   */
  readonly protocol?: Protocol;
  readonly port?: never;
}

/** The port that the containers of each Pod call so. */
export interface NamedContainerPort {
  /** Name of a container port, looked up in each Pod that is connected to: an address outside has none. */
  readonly containerPort: string;
  /**
   * Transport protocol.
   *
   * @default 'TCP'
   */
  readonly protocol?: Protocol;
  readonly endPort?: never;
  readonly port?: never;
}

/** All ports of a protocol. */
export interface EveryPort {
  readonly protocol: Protocol;
  readonly containerPort?: never;
  readonly endPort?: never;
  readonly port?: never;
}

/**
 * A port of Pods. NetworkPolicies know nothing of the ports of Services: `api.port('http')` stands for the port that it leads
 * to in the Pods, by number or by name.
 */
export type NetworkPolicyPort = ServicePortRef | NumberedContainerPort | NamedContainerPort | EveryPort;

/** Whether something is what `port()` of a Service returns. */
export function isServicePort(value: unknown): value is ServicePortRef {
  return isObject(value) && ApiObject.isApiObject(value.service) && typeof value.number === 'number';
}

/**
 * A port as the API has it.
 *
 * @throws ConstructError for what is not a port
 */
export function renderPort(port: NetworkPolicyPort, { policy, field }: Place): PortSpec {
  if (isServicePort(port)) return servicePort(port);
  const value: unknown = port;
  const remedy =
    typeof value === 'number' || (isObject(value) && value.port !== undefined)
      ? "give the port of a Service, api.port('http'), or { containerPort: 8080 }, the port that the Pods listen on"
      : "give api.port('http'), { containerPort: 8080 }, { containerPort: 'http' }, or { protocol: 'UDP' }";
  const fault = { field, value, problem: 'is not a port of Pods', remedy };
  if (!isObject(value)) throw new ConstructError(policy, fault);
  const { containerPort, endPort, protocol, ...others } = value;
  const isOne =
    Object.keys(others).length === 0 &&
    (typeof containerPort === 'number' || typeof containerPort === 'string' || containerPort === undefined) &&
    (endPort === undefined || (typeof endPort === 'number' && typeof containerPort === 'number')) &&
    (typeof protocol === 'string' || (protocol === undefined && containerPort !== undefined));
  if (!isOne) throw new ConstructError(policy, fault);
  return {
    ...(protocol === undefined ? {} : { protocol: protocol as Protocol }),
    ...(containerPort === undefined ? {} : { port: containerPort }),
    ...(endPort === undefined ? {} : { endPort: endPort }),
  };
}

function servicePort({ service, name, number, protocol }: ServicePortRef): PortSpec {
  const port = service.ports.find(
    (each) => each.name === name && each.port === number && (each.protocol ?? 'TCP') === protocol,
  );
  return { protocol, port: targetPortOf(port ?? { port: number }) };
}
