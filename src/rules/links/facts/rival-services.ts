import type { NetworkModel } from '../../../model/network-model';
import type { Service } from '../../../model/objects';
import { selectsPods } from '../../../model/service';
import { viewOf } from '../../../model/view';
import { groupBy } from '../../../terms/maps';
import { keyOf } from '../../../terms/object-ref';

/** The Services of the namespace of a Service that select by the very same labels, itself among them. */
export function servicesWithSelector(model: NetworkModel, service: Service): readonly Service[] {
  return bySelector(model).get(selectorKey(service)) ?? [];
}

/** The Services that select by these labels and by more of them. */
export function narrowerServices(model: NetworkModel, service: Service): readonly Service[] {
  const wide = Object.entries(service.spec.selector ?? {});
  const others = byNamespace(model).get(service.metadata.namespace) ?? [];
  return others.slice(0, MANY).filter(({ spec: { selector = {} } }) => {
    return Object.keys(selector).length > wide.length && wide.every(([key, value]) => selector[key] === value);
  });
}

/** So many are looked at. */
const MANY = 100;

const selecting = viewOf(({ services }: NetworkModel) =>
  [...services.values()].filter(({ spec }) => selectsPods(spec)),
);
const bySelector = viewOf((model: NetworkModel) => groupBy(selecting(model), selectorKey));
const byNamespace = viewOf((model: NetworkModel) => groupBy(selecting(model), ({ metadata }) => metadata.namespace));

function selectorKey({ metadata, spec }: Service): string {
  const pairs = Object.entries(spec.selector ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
  return keyOf(metadata.namespace, JSON.stringify(pairs));
}
