import { serviceElsewhere } from '../../model/elsewhere/absent-service';
import { isContour } from '../../model/ingress-controllers';
import type { NetworkModel } from '../../model/network-model';
import type { IngressRoute } from '../../model/route-table';
import { servicePorts } from '../../model/service';
import { keyOf } from '../../terms/object-ref';
import type { Unsent } from '../expectation';
import type { PlannedNetwork } from './planned-network';
import type { Party } from './policy-reading';
import type { Word } from './policy-word';
import { all } from './policy-word';
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

  /** What policies say of the way from the controller to whoever answers for some rules. */
  wordOn(routes: readonly IngressRoute[]): Word {
    const { model, words } = this.network;
    const found = routes.flatMap(({ namespace, backend, className }) => {
      const { name = '', port: wanted = {} } = backend.service ?? {};
      const service = model.services.get(keyOf(namespace, name));
      const ports = service === undefined ? [] : servicePorts(service.spec);
      const port = ports.find((one) =>
        wanted.name === undefined ? one.port === wanted.number : one.name === wanted.name,
      );
      if (service === undefined || port === undefined) return [];
      return [words.ofService({ party: controllerOf(model, className) }, service, port, 'direct')];
    });
    return all(found);
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

/** The Pods of a controller: those of Contour, or some that run where nobody here knows. */
function controllerOf(model: NetworkModel, className: string | undefined): Party {
  if (!isContour(model, className)) return { pod: 'unknown' };
  return { pod: { namespace: 'projectcontour', labels: { app: 'envoy' }, spec: {} } };
}
