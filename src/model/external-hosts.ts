import type { NetworkModel } from './network-model';

/** The hosts outside the cluster that ExternalName Services point at, for a target to stand in for. */
export function externalHostsOf(model: NetworkModel): readonly string[] {
  const names = [...model.services.values()]
    .filter(({ spec }) => spec.type === 'ExternalName')
    .map(({ spec }) => (spec.externalName ?? '').replace(/\.$/, ''));
  return [...new Set(names)].filter((name) => name !== '' && !name.endsWith('.svc.cluster.local'));
}
