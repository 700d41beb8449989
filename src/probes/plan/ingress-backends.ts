import { serviceElsewhere } from '../../model/elsewhere/absent-service';
import type { IngressRoute } from '../../model/route-table';
import { keyOf } from '../../terms/object-ref';
import type { Unsent } from '../expectation';
import type { PlannedNetwork } from './planned-network';
import { elsewhere, unsentTo } from './unsent';

/** Who answers behind Ingresses. */
export class IngressBackends {
  constructor(private readonly network: PlannedNetwork) {}

  /** The Pods that may answer for some rules; undefined when that cannot be known from the manifests. */
  answerersOf(routes: readonly IngressRoute[]): readonly string[] | undefined {
    const { model, clients } = this.network;
    const pods = new Set<string>();
    for (const { namespace, backend } of routes) {
      const service = model.services.get(keyOf(namespace, backend.service?.name ?? ''));
      const behind = service === undefined ? undefined : clients.behind(service);
      if (behind === undefined) return undefined;
      for (const { pod } of behind) pods.add(pod);
    }
    return [...pods];
  }

  /** Why requests that these rules take are not asked: whoever would answer one of them is made elsewhere. */
  unsentOf(routes: readonly IngressRoute[]): Unsent | undefined {
    return routes.flatMap((route) => this.unsentBehind(route) ?? [])[0];
  }

  private unsentBehind({ namespace, backend }: IngressRoute): Unsent | undefined {
    const { model, world, clients } = this.network;
    const { name = '' } = backend.service ?? {};
    const key = keyOf(namespace, name);
    const service = model.services.get(key);
    if (service !== undefined) return unsentTo(service, world, clients);
    if (world.refused?.services.has(key) === true) {
      return { why: `the API server refuses Service ${key}`, elsewhere: false };
    }
    const made = serviceElsewhere(world, namespace, name);
    return made === undefined ? undefined : elsewhere(`Service ${key} is made elsewhere: ${made.why}`);
  }
}
