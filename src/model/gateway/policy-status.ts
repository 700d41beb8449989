import { keyOf } from '../../terms/object-ref';
import { configMapsOf } from '../config-maps';
import type { NetworkModel } from '../network-model';
import type { Attachment, Attachments } from './attachment';
import { backendsOf } from './backends';
import type { Condition } from './conditions';
import { met, unmet } from './conditions';
import { gatewayObjectsOf } from './gateway-objects';
import type { BackendTLSPolicy, ParentReference } from './objects';

/** A BackendTLSPolicy as a controller reads it. */
export interface ResolvedTLSPolicy {
  /** `namespace/name`. */
  readonly key: string;
  readonly policy: BackendTLSPolicy;
  /** PEM of the CA certificates that backends are verified with; empty: those that the system trusts, or none. */
  readonly authorities: readonly string[];
  readonly conditions: readonly Condition[];
}

/**
 * The policy for a port of a Service, and undefined where there is none: one that names the port goes before one for the whole
 * Service, then the older one.
 */
export function tlsPolicyFor(model: NetworkModel, service: string, portName: string): ResolvedTLSPolicy | undefined {
  const [found] = matchingPolicies(model, service, portName);
  return found && resolve(model, found.key, found.policy);
}

/** The policies that name a port, then those for the whole Service, each the oldest first. */
function matchingPolicies(model: NetworkModel, service: string, portName: string): readonly MatchingPolicy[] {
  const matching = [...gatewayObjectsOf(model).backendTLSPolicies].flatMap(([key, policy]) =>
    (policy.spec.targetRefs ?? [])
      .filter(
        ({ group = '', kind, name = '' }) =>
          group === '' && kind === 'Service' && keyOf(policy.metadata.namespace, name) === service,
      )
      .map(({ sectionName }) => ({ key, policy, sectionName })),
  );
  return [
    ...matching.filter(({ sectionName }) => sectionName !== undefined && sectionName === portName),
    ...matching.filter(({ sectionName }) => sectionName === undefined),
  ];
}

interface MatchingPolicy {
  readonly key: string;
  readonly policy: BackendTLSPolicy;
  readonly sectionName: string | undefined;
}

function resolve(model: NetworkModel, key: string, policy: BackendTLSPolicy): ResolvedTLSPolicy {
  const { caCertificateRefs = [], wellKnownCACertificates } = policy.spec.validation ?? {};
  const read = caCertificateRefs.map(({ group = '', kind = 'ConfigMap', name = '' }) => {
    if (group !== '' || kind !== 'ConfigMap') {
      return unmet('ResolvedRefs', 'InvalidKind', `a CA certificate is in a ConfigMap, not in a ${kind}`);
    }
    const map = keyOf(policy.metadata.namespace, name);
    const data = configMapsOf(model).get(map);
    const pem = data?.['ca.crt'];
    if (typeof pem === 'string' && pem.includes('-----BEGIN CERTIFICATE-----')) return pem;
    const message =
      data === undefined ? `ConfigMap ${map} does not exist` : `ConfigMap ${map} has no certificate under ca.crt`;
    return unmet('ResolvedRefs', 'InvalidCACertificateRef', message);
  });
  const authorities = read.filter((each): each is string => typeof each === 'string');
  const problem = read.find((each): each is Condition => typeof each !== 'string');
  const usable = authorities.length > 0 || (problem === undefined && wellKnownCACertificates !== undefined);
  const accepted = usable
    ? met('Accepted', 'the policy is accepted')
    : unmet('Accepted', 'NoValidCACertificate', 'no reference gives a CA certificate');
  const resolved = problem ?? met('ResolvedRefs', 'all references are resolved');
  return { key, policy, authorities, conditions: [accepted, resolved] };
}

/** The status of every BackendTLSPolicy: one entry for each parent of a route that leads to its target. */
export function policyStatuses(
  model: NetworkModel,
  { attachments }: Attachments,
): ReadonlyMap<
  string,
  readonly { readonly ancestorRef: ParentReference; readonly conditions: readonly Condition[] }[]
> {
  const { backendTLSPolicies } = gatewayObjectsOf(model);
  const found = new Map(
    [...backendTLSPolicies.keys()].map((key) => [key, new Map<string, ReturnType<typeof entry>>()]),
  );
  if (found.size === 0) return new Map();
  for (const attachment of attachments.filter(({ candidates }) =>
    candidates.some(({ outcome }) => outcome === 'attached'),
  )) {
    for (const policy of policiesBehind(model, attachment)) {
      const status = entry(attachment, policy);
      found.get(policy.key)?.set(JSON.stringify(status.ancestorRef), status);
    }
  }
  return new Map([...found].map(([key, entries]) => [key, [...entries.values()]]));
}

/** Contour says nothing of references that are as they should be. */
function entry({ parentRef: ancestorRef, gateway }: Attachment, { conditions }: Pick<ResolvedTLSPolicy, 'conditions'>) {
  const isSaid = ({ type, status }: Condition) =>
    gateway?.statusProfile !== 'contour' || type !== 'ResolvedRefs' || status !== 'True';
  return { ancestorRef, conditions: conditions.filter(isSaid) };
}

/** The policies of the backends of a route; one that an older one for the same target goes before is in conflict. */
function policiesBehind(
  model: NetworkModel,
  { route, accepted }: Attachment,
): readonly Pick<ResolvedTLSPolicy, 'key' | 'conditions'>[] {
  if (accepted === undefined) return [];
  const source = { services: model.services, objects: gatewayObjectsOf(model) };
  return (route.spec.rules ?? [])
    .flatMap((rule, at) => backendsOf(route, rule, at, source))
    .flatMap(({ service, port }) => {
      if (service === undefined || port === undefined) return [];
      const matching = matchingPolicies(model, service, port.name ?? '');
      return matching.map(({ key, policy, sectionName }) => {
        const first = matching.find((each) => each.sectionName === sectionName);
        if (first === undefined || first.key === key) return resolve(model, key, policy);
        const message = `BackendTLSPolicy ${first.key} is older and has the same target`;
        return { key, conditions: [unmet('Accepted', 'Conflicted', message)] };
      });
    });
}
