import { ServiceAllocator } from '../../model/allocation/service-allocator';
import { defaultServiceSpec } from '../../model/defaults/service-defaults';
import type { NetworkModel } from '../../model/network-model';
import type { Service, ServiceSpec } from '../../model/objects';
import { CLUSTER_IP_FAMILIES } from '../../terms/ip-families';
import type { ResolvedClusterConfig } from '../cluster-config';
import { gatewaysToAddress } from '../gateway/served-classes';
import { LoadBalancerAddresses } from './load-balancer';
import { refusedUpdate, updatedSpec } from './service-update';

/** The Services of a cluster as the API server stores them: defaults, addresses, ports and load balancer status. */
export class StoredServices {
  readonly byKey = new Map<string, Service>();
  /** Services that the API server would not create, and why. */
  readonly refused = new Map<string, string>();
  /** Addresses of Gateways by `namespace/name`. */
  readonly gatewayAddresses = new Map<string, readonly string[]>();
  private readonly allocator: ServiceAllocator;
  private readonly loadBalancer: LoadBalancerAddresses;

  /** Throws a RangeError when a range of the configuration cannot be read. */
  constructor(private readonly config: ResolvedClusterConfig) {
    this.allocator = new ServiceAllocator(config);
    this.loadBalancer = new LoadBalancerAddresses(config.loadBalancerRange);
  }

  /**
   * Creates or updates Services (`namespace/name`). Those that ask for certain addresses or ports come first, so that
   * nobody gets by chance what another one names.
   */
  apply(services: Iterable<readonly [string, Service]>): void {
    const all = [...services];
    for (const [key, service] of all.filter(([, { spec }]) => asksForSomething(spec))) this.store(key, service);
    for (const [key, service] of all.filter(([, { spec }]) => !asksForSomething(spec))) this.store(key, service);
  }

  /**
   * Takes what was not allocated from the same Services with their placeholders replaced, which may stand for addresses that were given
   * out only now; Gateways that have none get theirs.
   */
  refresh(model: NetworkModel): void {
    const { services } = model;
    this.addressGateways(model);
    for (const [key, stored] of this.byKey) {
      const { metadata, spec } = services.get(key) ?? stored;
      const { externalIPs, externalName, loadBalancerSourceRanges } = spec;
      const replaced = {
        ...(externalIPs === undefined ? {} : { externalIPs }),
        ...(externalName === undefined ? {} : { externalName }),
        ...(loadBalancerSourceRanges === undefined ? {} : { loadBalancerSourceRanges }),
      };
      this.byKey.set(key, { ...stored, metadata, spec: { ...stored.spec, ...replaced } });
    }
  }

  /** Stores a Service of the system, whose cluster IP is fixed and known to the allocator. */
  storeFixed(key: string, service: Service): void {
    this.byKey.set(key, this.withStatus(key, { ...service, spec: defaultServiceSpec(service.spec) }));
  }

  /** Takes a Service away, with its addresses and ports. */
  remove(key: string): void {
    this.allocator.release(key);
    this.loadBalancer.release(key);
    this.byKey.delete(key);
  }

  /** Gives every Gateway of a class with a controller an address, which it keeps. */
  private addressGateways(model: NetworkModel): void {
    for (const { key, asked } of gatewaysToAddress(model, this.config)) {
      const addresses = this.addressesFor(key, asked);
      if (addresses.length > 0) this.gatewayAddresses.set(key, addresses);
    }
  }

  /** None where a Gateway asks for others than there are. */
  private addressesFor(key: string, asked: readonly (string | undefined)[]): readonly string[] {
    const ipFamilies = CLUSTER_IP_FAMILIES[this.config.ipFamily];
    const take = (request: object): readonly string[] => {
      const service = { metadata: {}, spec: { type: 'LoadBalancer' as const, ipFamilies, ...request } };
      return this.loadBalancer.ingressOf(`Gateway ${key}`, service).flatMap(({ ip }) => ip ?? []);
    };
    if (asked.length === 0) return take({});
    return (
      asked
        .map((loadBalancerIP) =>
          loadBalancerIP === undefined ? take({}) : take({ loadBalancerIP }).filter((ip) => ip === loadBalancerIP),
        )
        .find((each) => each.length > 0) ?? []
    );
  }

  private store(key: string, service: Service): void {
    const before = this.byKey.get(key);
    this.allocator.release(key);
    const given = defaultServiceSpec(service.spec);
    const refusal = before === undefined ? undefined : refusedUpdate(given, before.spec);
    const spec = before === undefined ? given : updatedSpec(given, before.spec);
    const { allocated, failures } =
      refusal === undefined ? this.allocator.allocate(key, spec) : { failures: [refusal] };
    if (allocated === undefined) {
      this.refused.set(key, failures.map(({ path, detail }) => `${path}: ${detail}`).join('; '));
      this.byKey.delete(key);
      return;
    }
    this.refused.delete(key);
    this.byKey.set(key, this.withStatus(key, { ...service, spec: allocated }));
  }

  private withStatus(key: string, service: Service): Service {
    const ingress = this.loadBalancer.ingressOf(key, service);
    return { ...service, status: { loadBalancer: ingress.length === 0 ? {} : { ingress } } };
  }
}

function asksForSomething({ clusterIP, clusterIPs, healthCheckNodePort, ports }: ServiceSpec): boolean {
  const named = clusterIP !== undefined || clusterIPs !== undefined || healthCheckNodePort !== undefined;
  return named || (ports ?? []).some(({ nodePort }) => nodePort !== undefined);
}
