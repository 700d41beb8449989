import { isDeepStrictEqual } from 'node:util';
import type { IPFamily } from '../../terms/ip';
import { parseIP } from '../../terms/ip';
import type { ServiceSpec } from '../objects';
import type { AllocationFailure } from './allocation-failure';
import { invalid } from './allocation-failure';
import { checkClusterIPFields } from './cluster-ip-fields';

/** What the cluster offers. */
export interface FamilyOptions {
  /** Families that have a service IP range, the primary one first. */
  readonly configured: readonly IPFamily[];
  readonly strictIPs: boolean;
}

/** A spec with `clusterIPs`, `ipFamilies` and `ipFamilyPolicy` completed, or why they cannot be. */
export type FamilyResult =
  | { readonly spec: ServiceSpec; readonly failures?: never }
  | { readonly failures: readonly AllocationFailure[]; readonly spec?: never };

const MULTIPLE = "must be 'RequireDualStack' or 'PreferDualStack' when multiple";

/**
 * Completes `clusterIPs`, `ipFamilyPolicy` and `ipFamilies` as the API server does before it allocates
 * (`initIPFamilyFields` in pkg/registry/core/service/storage/alloc.go).
 *
 * @param before the stored spec that it takes the place of
 */
export function completeIPFamilies(
  service: ServiceSpec,
  { configured, strictIPs }: FamilyOptions,
  before?: ServiceSpec,
): FamilyResult {
  if (before !== undefined && isAsItWas(service, before)) return { spec: service };
  // Without a selector there is nothing whose addresses could be of the wrong family, so both are allowed anywhere.
  const bare = service.clusterIP === 'None' && Object.keys(service.selector ?? {}).length === 0;
  const ipFamilyPolicy =
    service.ipFamilyPolicy ?? before?.ipFamilyPolicy ?? (bare ? 'RequireDualStack' : 'SingleStack');
  const given = clusterIPsOf(service);
  const asked: ServiceSpec = { ...service, ipFamilyPolicy, ...(given.length > 0 ? { clusterIPs: given } : {}) };

  const malformed = checkClusterIPFields(asked, strictIPs);
  if (malformed.length > 0) return { failures: malformed };

  const spec = before === undefined ? asked : downgraded(asked, before);
  const { clusterIPs = [], ipFamilies: requested = [] } = spec;
  const failures = [
    ...(before === undefined ? [] : checkReduced(spec, before)),
    ...checkSingleStack(spec),
    ...checkFamiliesOfIPs(clusterIPs, requested.length, configured),
  ];
  if (failures.length > 0) return { failures };

  const ipFamilies = [...requested, ...familiesOf(clusterIPs).slice(requested.length)];
  if (!bare) {
    const unavailable = checkConfigured(ipFamilyPolicy, ipFamilies, configured);
    if (unavailable.length > 0) return { failures: unavailable };
  }
  const [primary = configured[0] ?? 'IPv4', ...secondary] = ipFamilies;
  const both = ipFamilyPolicy !== 'SingleStack' && (bare || configured.length === 2);
  if (secondary.length === 0 && both) secondary.push(primary === 'IPv4' ? 'IPv6' : 'IPv4');
  return { spec: { ...spec, ipFamilies: [primary, ...secondary] } };
}

/** A Service that prefers both families keeps what it has, whatever became of the cluster. */
function isAsItWas(service: ServiceSpec, before: ServiceSpec): boolean {
  return (
    [service, before].every(({ ipFamilyPolicy }) => ipFamilyPolicy === 'PreferDualStack') && isSame(service, before)
  );
}

function isSame(service: ServiceSpec, before: ServiceSpec): boolean {
  const { clusterIPs, ipFamilies } = before;
  return isDeepStrictEqual([service.clusterIPs, service.ipFamilies], [clusterIPs, ipFamilies]);
}

/** To ask for one family is enough to give the second address back, where nothing else was changed. */
function downgraded(service: ServiceSpec, before: ServiceSpec): ServiceSpec {
  const { clusterIPs = [], ipFamilies = [], ipFamilyPolicy } = service;
  if (ipFamilyPolicy !== 'SingleStack') return service;
  const keepsAddresses = clusterIPs.length > 1 && isDeepStrictEqual(clusterIPs, before.clusterIPs);
  const keepsFamilies = ipFamilies.length > 1 && isDeepStrictEqual(ipFamilies, before.ipFamilies);
  return {
    ...service,
    ...(keepsAddresses ? { clusterIPs: clusterIPs.slice(0, 1) } : {}),
    ...(keepsFamilies ? { ipFamilies: ipFamilies.slice(0, 1) } : {}),
  };
}

function checkReduced(service: ServiceSpec, before: ServiceSpec): AllocationFailure[] {
  const { ipFamilyPolicy } = service;
  if (ipFamilyPolicy === 'SingleStack' || before.type === 'ExternalName') return [];
  const isReduced = (field: 'clusterIPs' | 'ipFamilies') => {
    const [after, old] = [service[field] ?? [], before[field] ?? []];
    return after.length > 0 && after.length < old.length;
  };
  const released = (what: string) =>
    invalid(
      'single-stack',
      'spec.ipFamilyPolicy',
      ipFamilyPolicy,
      `must be 'SingleStack' to release the secondary ${what}`,
    );
  return [
    ...(isReduced('clusterIPs') ? [released('cluster IP')] : []),
    ...(isReduced('ipFamilies') ? [released('IP family')] : []),
  ];
}

/** The singular field alone stands for both; the plural one alone is refused later (`normalizeClusterIPs`). */
function clusterIPsOf({ clusterIP = '', clusterIPs = [] }: ServiceSpec): readonly string[] {
  return clusterIP !== '' && clusterIPs.length === 0 ? [clusterIP] : clusterIPs;
}

function checkSingleStack({ ipFamilyPolicy, clusterIPs = [], ipFamilies = [] }: ServiceSpec): AllocationFailure[] {
  if (ipFamilyPolicy !== 'SingleStack') return [];
  const path = 'spec.ipFamilyPolicy';
  const failures: AllocationFailure[] = [];
  if (clusterIPs.length === 2) {
    failures.push(invalid('single-stack', path, ipFamilyPolicy, `${MULTIPLE} cluster IPs are specified`));
  }
  if (ipFamilies.length === 2) {
    failures.push(invalid('single-stack', path, ipFamilyPolicy, `${MULTIPLE} IP families are specified`));
  }
  return failures;
}

/** Only addresses whose family is not requested by name: for those the address is what to complain about. */
function checkFamiliesOfIPs(
  clusterIPs: readonly string[],
  requested: number,
  configured: readonly IPFamily[],
): AllocationFailure[] {
  return familiesOf(clusterIPs).flatMap((family, index) => {
    if (index < requested || configured.includes(family)) return [];
    const detail = `${family} is not configured on this cluster`;
    return [invalid('family-not-configured', `spec.clusterIPs[${index}]`, clusterIPs, detail)];
  });
}

function checkConfigured(
  policy: string,
  families: readonly IPFamily[],
  configured: readonly IPFamily[],
): AllocationFailure[] {
  const failures: AllocationFailure[] = [];
  if (policy === 'RequireDualStack' && configured.length < 2) {
    const detail = 'this cluster is not configured for dual-stack services';
    failures.push(invalid('family-not-configured', 'spec.ipFamilyPolicy', policy, detail));
  }
  for (const [index, family] of families.entries()) {
    if (configured.includes(family)) continue;
    const detail = 'not configured on this cluster';
    failures.push(invalid('family-not-configured', `spec.ipFamilies[${index}]`, family, detail));
  }
  return failures;
}

/** Families of addresses that are known to be well formed; `None` has none. */
function familiesOf(clusterIPs: readonly string[]): IPFamily[] {
  return clusterIPs.flatMap((clusterIP) => parseIP(clusterIP)?.family ?? []);
}
