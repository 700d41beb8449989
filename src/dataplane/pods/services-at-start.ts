import type { Service } from '../../model/objects';
import { groupBy } from '../../terms/maps';
import type { RunningPod } from '../running-pod';

/** The Services that were there when Pods started: those that their variables tell of. */
export class ServicesAtStart {
  private readonly byPod = new Map<string, readonly Service[]>();

  /** Remembers for Pods that are new what is there now: the Services of their namespaces, and the API server's. */
  remember(pods: ReadonlyMap<string, RunningPod>, services: ReadonlyMap<string, Service>): void {
    const byNamespace = groupBy(services.values(), ({ metadata }) => metadata.namespace ?? '');
    const apiServer = [services.get('default/kubernetes')].flatMap((service) => service ?? []);
    const visible = new Map<string, readonly Service[]>();
    for (const [key, { namespace }] of pods) {
      if (this.byPod.has(key)) continue;
      const there = visible.get(namespace) ?? [...(byNamespace.get(namespace) ?? []), ...apiServer];
      visible.set(namespace, there);
      this.byPod.set(key, there);
    }
  }

  of(pod: string): readonly Service[] {
    return this.byPod.get(pod) ?? [];
  }
}
