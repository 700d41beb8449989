import { serviceElsewhere } from '../../model/elsewhere/absent-service';
import { tlsPolicyFor } from '../../model/gateway/policy-status';
import type { BackendReference, Route } from '../../model/gateway/objects';
import { keyOf } from '../../terms/object-ref';
import type { Unsent } from '../expectation';
import type { PlannedMatch } from './gateway-matches';
import type { PlannedNetwork } from './planned-network';
import { elsewhere, unsentTo } from './unsent';

type Ruled = Pick<PlannedMatch, 'route' | 'rule'>;

/** The Pods that may answer for some rules; undefined where that cannot be known from the manifests. */
export function answeredBy(rules: readonly Ruled[], { model, clients }: PlannedNetwork): readonly string[] | undefined {
  const pods = new Set<string>();
  for (const { route, rule } of rules) {
    for (const ref of weighted(rule.backendRefs)) {
      const service = model.services.get(serviceOf(route, ref));
      const behind = service === undefined ? [] : clients.behind(service);
      if (behind === undefined) return undefined;
      for (const { pod } of behind) pods.add(pod);
    }
  }
  return [...pods];
}

/** Why requests that a rule takes are not asked for: whoever would answer is made, or decided on, elsewhere. */
export function unsentBehind({ route, rule }: Ruled, network: PlannedNetwork): Unsent | undefined {
  const { model, world, clients } = network;
  for (const ref of weighted(rule.backendRefs)) {
    const key = serviceOf(route, ref);
    const [namespace = '', name = ''] = key.split('/');
    const service = model.services.get(key);
    if (service === undefined) {
      const made = serviceElsewhere(world, namespace, name);
      if (made !== undefined) return elsewhere(`Service ${key} is made elsewhere: ${made.why}`);
      continue;
    }
    const unsent = unsentTo(service, world, clients);
    if (unsent !== undefined) return unsent;
    const port = service.spec.ports?.find((each) => each.port === ref.port);
    if (tlsPolicyFor(model, key, port?.name ?? '') !== undefined) {
      return elsewhere(`whether the certificate of Service ${key} is that of its BackendTLSPolicy is left to its Pods`);
    }
  }
  if ((rule.filters ?? []).some(({ type }) => type === 'ExtensionRef'))
    return elsewhere('what its ExtensionRef does is left to the controller');
  return undefined;
}

function weighted(refs: readonly BackendReference[] = []): readonly BackendReference[] {
  return refs.filter(
    ({ weight = 1, kind = 'Service', group = '' }) => weight > 0 && kind === 'Service' && group === '',
  );
}

function serviceOf({ metadata }: Route, { namespace = metadata.namespace, name = '' }: BackendReference): string {
  return keyOf(namespace, name);
}
