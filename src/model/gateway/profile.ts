import type { GatewayClass } from './objects';

/**
 * How a Gateway controller behaves where implementations differ: `spec` does what the specification says, `contour` what
 * Contour 1.33 was recorded to do.
 */
export type GatewayProfile = 'spec' | 'contour';

/**
 * Whose words statuses are in: those of Contour wherever it is the controller, whatever profile requests are routed by.
 *
 * @param gatewayClass of the name; absent where it is made elsewhere
 */
export function statusProfile(
  profile: GatewayProfile,
  name: string,
  gatewayClass: GatewayClass | undefined,
): GatewayProfile {
  const { controllerName = '' } = gatewayClass?.spec ?? {};
  const isContour = gatewayClass === undefined ? name === 'contour' : controllerName.startsWith('projectcontour.io/');
  return isContour ? 'contour' : profile;
}
