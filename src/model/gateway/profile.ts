/** What controllers do differently where Gateway API leaves it open. */
export interface Profile {
  readonly name: 'spec' | 'contour';
  /** The protocols that a listener may have. */
  readonly protocols: readonly string[];
  /** Whether the first of listeners that conflict stays. */
  readonly keepsFirst: boolean;
  /** Whether a Service of type ExternalName can be a backend. */
  readonly takesExternalNames: boolean;
  /** Whether Programmed, and not Accepted, of a Gateway says that listeners are not valid. */
  readonly blamesProgrammed: boolean;
}

export const PROFILES: Readonly<Record<Profile['name'], Profile>> = {
  spec: {
    name: 'spec',
    protocols: ['HTTP', 'HTTPS', 'TLS', 'TCP', 'UDP'],
    keepsFirst: false,
    takesExternalNames: true,
    blamesProgrammed: false,
  },
  contour: {
    name: 'contour',
    protocols: ['HTTP', 'HTTPS', 'TLS', 'TCP'],
    keepsFirst: true,
    takesExternalNames: false,
    blamesProgrammed: true,
  },
};
