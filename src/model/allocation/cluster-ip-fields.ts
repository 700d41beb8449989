import { parseIP } from '../../terms/ip';
import type { ServiceSpec } from '../objects';
import type { AllocationFailure } from './allocation-failure';
import { invalid } from './allocation-failure';

const FAMILIES = ['IPv4', 'IPv6'];
const POLICIES = ['PreferDualStack', 'RequireDualStack', 'SingleStack'];

/**
 * What is wrong with the cluster IPs, families and policy that a Service asks for, whatever the cluster
 * (`ValidateServiceClusterIPsRelatedFields` in pkg/apis/core/validation). ExternalName Services are judged elsewhere.
 *
 * @param strictIPs refuse leading zeros and IPv4-mapped addresses, as Kubernetes 1.36 and later do
 */
export function checkClusterIPFields(spec: ServiceSpec, strictIPs = false): readonly AllocationFailure[] {
  if (spec.type === 'ExternalName') return [];
  const { clusterIPs = [] } = spec;
  const malformed = checkFormat(clusterIPs, strictIPs);
  const failures = [...checkPrimary(spec, clusterIPs), ...checkFamilies(spec), ...malformed];
  if (clusterIPs.length > 2) failures.push(wrong(PATH, clusterIPs, 'may only hold up to 2 values'));
  // With a malformed address the remaining answers would be about the wrong thing.
  return malformed.length > 0 ? failures : [...failures, ...checkAgainstFamilies(spec, clusterIPs)];
}

const PATH = 'spec.clusterIPs';

function checkPrimary({ clusterIP = '' }: ServiceSpec, clusterIPs: readonly string[]): AllocationFailure[] {
  if (clusterIP === '') {
    return clusterIPs.length === 0 ? [] : [wrong(PATH, clusterIPs, 'must be empty when `clusterIP` is not specified')];
  }
  if (clusterIPs.length === 0) {
    return [{ reason: 'cluster-ip-fields', kind: 'Required', path: PATH, detail: 'Required value' }];
  }
  return clusterIPs[0] === clusterIP ? [] : [wrong(PATH, clusterIPs, 'first value must match `clusterIP`')];
}

function checkFamilies({ ipFamilies = [], ipFamilyPolicy }: ServiceSpec): AllocationFailure[] {
  const failures: AllocationFailure[] = [];
  const seen = new Set<string>();
  for (const [index, family] of ipFamilies.entries()) {
    const path = `spec.ipFamilies[${index}]`;
    if (!FAMILIES.includes(family)) failures.push(notSupported(path, family, FAMILIES));
    if (seen.has(family)) failures.push(duplicate(path, family));
    seen.add(family);
  }
  if (ipFamilyPolicy !== undefined && !POLICIES.includes(ipFamilyPolicy)) {
    failures.push(notSupported('spec.ipFamilyPolicy', ipFamilyPolicy, POLICIES));
  }
  return failures;
}

function checkFormat(clusterIPs: readonly string[], strict: boolean): AllocationFailure[] {
  const failures: AllocationFailure[] = [];
  for (const [index, clusterIP] of clusterIPs.entries()) {
    const path = `${PATH}[${index}]`;
    if (index === 0 && clusterIP === 'None') {
      if (clusterIPs.length > 1) failures.push(wrong(PATH, clusterIPs, "'None' must be the first and only value"));
      continue;
    }
    const ip = parseIP(clusterIP);
    if (ip === undefined) {
      failures.push(wrong(path, clusterIP, 'must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)'));
    } else if (strict && ip.leadingZeros) {
      failures.push(wrong(path, clusterIP, 'must not have leading 0s'));
    } else if (strict && ip.mapped) {
      failures.push(wrong(path, clusterIP, 'must not be an IPv4-mapped IPv6 address'));
    }
  }
  return failures;
}

function checkAgainstFamilies({ ipFamilies = [] }: ServiceSpec, clusterIPs: readonly string[]): AllocationFailure[] {
  if (clusterIPs.length === 0) return [];
  const families = clusterIPs.map((clusterIP) => parseIP(clusterIP)?.family);
  const failures: AllocationFailure[] = [];
  if (families.length > 1 && new Set(families).size === 1) {
    failures.push(wrong(PATH, clusterIPs, 'may specify no more than one IP for each IP family'));
  }
  for (const [index, family] of families.entries()) {
    const wanted: string | undefined = ipFamilies[index];
    if (family === undefined || wanted === undefined || wanted === family || !FAMILIES.includes(wanted)) continue;
    const detail = `expected an ${wanted} value as indicated by \`ipFamilies[${index}]\``;
    failures.push(wrong(`${PATH}[${index}]`, clusterIPs[index], detail));
  }
  return failures;
}

function wrong(path: string, value: unknown, detail: string): AllocationFailure {
  return invalid('cluster-ip-fields', path, value, detail);
}

function duplicate(path: string, value: string): AllocationFailure {
  return {
    reason: 'cluster-ip-fields',
    kind: 'Duplicate',
    path,
    value,
    detail: `Duplicate value: ${JSON.stringify(value)}`,
  };
}

function notSupported(path: string, value: string, supported: readonly string[]): AllocationFailure {
  const list = supported.map((each) => JSON.stringify(each)).join(', ');
  const detail = `Unsupported value: ${JSON.stringify(value)}: supported values: ${list}`;
  return { reason: 'cluster-ip-fields', kind: 'NotSupported', path, value, detail };
}
