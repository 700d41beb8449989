import type { PodSpec } from './objects';

/** Whether the controllers of clouds and of rollouts are known to set a condition of Pods. */
export function isGateKnown(condition: string): boolean {
  return KNOWN.test(condition);
}

/** The first readiness gate of a Pod that nothing is known to set. */
export function unknownGateOf({ readinessGates = [] }: PodSpec): string | undefined {
  return readinessGates.flatMap(({ conditionType = '' }) => (isGateKnown(conditionType) ? [] : [conditionType]))[0];
}

const KNOWN =
  /^(target-health\.(elbv2\.k8s|alb\.ingress\.k8s)\.(aws|io)|cloud\.google\.com|(apps|kruise)\.(kruise\.io)|InPlaceUpdateReady$)/;
