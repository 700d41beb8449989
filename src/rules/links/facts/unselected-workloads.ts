import type { NetworkModel } from '../../../model/network-model';
import { selectsPods } from '../../../model/service';
import { viewOf } from '../../../model/view';
import type { Workload } from '../../../model/workload';
import { groupBy } from '../../../terms/maps';

/** The workloads of a namespace that stay and that no Service selects. */
export function unselectedWorkloads(model: NetworkModel, namespace: string): readonly Workload[] {
  return unselected(model).get(namespace) ?? [];
}

const unselected = viewOf((model: NetworkModel) => {
  const selected = selectedIn(model);
  const free = model.workloads.filter((workload) => !workload.finite && !selected.has(workload));
  return groupBy(free, ({ namespace }) => namespace);
});

function selectedIn(model: NetworkModel): ReadonlySet<Workload> {
  const selected = new Set<Workload>();
  const seen = new Set<readonly Workload[]>();
  for (const { metadata, spec } of model.services.values()) {
    if (!selectsPods(spec)) continue;
    const workloads = model.select(metadata.namespace ?? model.defaultNamespace, spec.selector ?? {});
    // Selectors of many workloads share one list.
    if (seen.has(workloads)) continue;
    seen.add(workloads);
    for (const workload of workloads) selected.add(workload);
  }
  return selected;
}
