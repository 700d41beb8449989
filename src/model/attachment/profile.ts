/**
 * How a Gateway controller behaves where implementations differ: `spec` does what the specification says, `contour` what
 * Contour 1.33 was recorded to do.
 */
export type GatewayProfile = 'spec' | 'contour';

/** Whose words statuses are in: those of Contour wherever it is the controller, whatever profile requests are routed by. */
export function statusProfile(profile: GatewayProfile, controllerName: string): GatewayProfile {
  return controllerName.startsWith('projectcontour.io/') ? 'contour' : profile;
}
