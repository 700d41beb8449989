import { serviceElsewhere } from '../../model/elsewhere/absent-service';
import { leftIn } from '../../model/gateway/left-to-controller';
import type { BackendReference, Route } from '../../model/gateway/objects';
import { tlsPolicyFor } from '../../model/gateway/policy-status';
import { keyOf } from '../../terms/object-ref';
import type { Unsent } from '../expectation';
import type { PlannedMatch } from './gateway-matches';
import type { PlannedNetwork } from './planned-network';
import { elsewhere, leftTo, unsentTo } from './unsent';

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

/** The share of each Pod where weights differ; undefined where they do not, or where it cannot be known from the manifests. */
export function sharesOf(
  { route, rule }: Ruled,
  { model, clients }: PlannedNetwork,
): Readonly<Record<string, number>> | undefined {
  const { backendRefs = [] } = rule;
  if (new Set(backendRefs.map(({ weight = 1 }) => weight)).size < 2) return undefined;
  const sum = backendRefs.reduce((total, { weight = 1 }) => total + weight, 0);
  const shares = new Map<string, number>();
  for (const ref of backendRefs.filter(({ weight = 1 }) => weight > 0)) {
    const service = model.services.get(serviceOf(route, ref));
    const pods = service === undefined ? undefined : clients.behind(service);
    if (pods === undefined || pods.length === 0) return undefined;
    for (const { pod } of pods) {
      shares.set(pod, (shares.get(pod) ?? 0) + (ref.weight ?? 1) / sum / pods.length);
    }
  }
  return Object.fromEntries(shares);
}

/** Why requests that a rule takes are not asked for: whoever would answer is made, or decided on, elsewhere. */
export function unsentBehind({ route, rule }: Ruled, network: PlannedNetwork): Unsent | undefined {
  const { model, world, clients } = network;
  const what = leftIn(rule);
  if (what !== undefined) return leftTo({ on: 'the controller of its Gateway', what });
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
  return undefined;
}

function weighted(refs: readonly BackendReference[] = []): readonly BackendReference[] {
  return refs.filter((ref) => (ref.weight ?? 1) > 0 && isOfService(ref));
}

function isOfService({ kind = 'Service', group = '' }: BackendReference): boolean {
  return kind === 'Service' && group === '';
}

function serviceOf({ metadata }: Route, { namespace = metadata.namespace, name = '' }: BackendReference): string {
  return keyOf(namespace, name);
}
