/** The modes that kube-proxy has today. */
export const CURRENT_PROXY_MODES = ['iptables', 'nftables', 'ipvs'] as const;

export type CurrentProxyMode = (typeof CURRENT_PROXY_MODES)[number];

/**
 * How kube-proxy forwards. `userspace` is history (removed in Kubernetes 1.26): as iptables, but endpoints are
 * taken in turn and every connection comes from the node.
 */
export const PROXY_MODES = [...CURRENT_PROXY_MODES, 'userspace'] as const;

export type ProxyMode = (typeof PROXY_MODES)[number];
