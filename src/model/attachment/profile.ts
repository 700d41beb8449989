/**
 * How a Gateway controller behaves where implementations differ: `spec` does what the specification says, `contour` what
 * Contour 1.33 was recorded to do.
 */
export type GatewayProfile = 'spec' | 'contour';
