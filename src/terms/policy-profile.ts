/** Who enforces NetworkPolicies, in the order in which they are told. */
export const POLICY_PROFILES = ['spec', 'kind', 'off'] as const;

/** Who enforces NetworkPolicies: the `spec`ification and nothing beyond it, `kind`'s network plugin, or nobody. */
export type PolicyProfile = (typeof POLICY_PROFILES)[number];
