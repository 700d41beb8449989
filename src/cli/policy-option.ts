import { Option } from 'commander';
import { POLICY_PROFILES } from '../terms/policy-profile';

/** `--network-policies`: who enforces NetworkPolicies in a cluster that is simulated. */
export function policyOption(): Option {
  return new Option(
    '--network-policies <profile>',
    'who enforces NetworkPolicies in a simulated cluster: the specification, kind, or nobody (default: spec; to compare with kind: kind)',
  ).choices(POLICY_PROFILES);
}
