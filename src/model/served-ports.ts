import { entryOf } from '../terms/maps';
import type { NetworkModel } from './network-model';
import type { DeclaredPort } from './objects';
import { selectsPods, servicePorts, targetPortOf } from './service';
import { viewOf } from './view';
import type { Workload } from './workload';
import { containerPorts, protocolOf, servingContainers } from './workload';

/** The ports that a workload declares for a protocol and that no Service leads to. */
export function unservedPorts(model: NetworkModel, workload: Workload, transport: string): readonly DeclaredPort[] {
  const targets = targetsOf(model).get(workload);
  const declared = servingContainers(workload.spec).flatMap(containerPorts);
  return declared.filter(
    (port) =>
      protocolOf(port) === transport &&
      targets?.has(keyOf(port.containerPort, transport)) !== true &&
      (port.name === undefined || targets?.has(keyOf(port.name, transport)) !== true),
  );
}

/** Where Services lead in each workload: by number or by name, as they say it. */
const targetsOf = viewOf((model: NetworkModel): ReadonlyMap<Workload, ReadonlySet<string>> => {
  const targets = new Map<Workload, Set<string>>();
  for (const { metadata, spec } of model.services.values()) {
    if (!selectsPods(spec)) continue;
    const workloads = model.select(metadata.namespace ?? model.defaultNamespace, spec.selector ?? {});
    // A label on more than this is that of a whole application: it says nothing about the ports of one part.
    if (workloads.length > MANY) continue;
    for (const workload of workloads) {
      const own = entryOf(targets, workload, () => new Set<string>());
      for (const port of servicePorts(spec)) own.add(keyOf(targetPortOf(port), protocolOf(port)));
    }
  }
  return targets;
});

const MANY = 50;

function keyOf(target: number | string, transport: string): string {
  return `${typeof target} ${target} ${transport}`;
}
