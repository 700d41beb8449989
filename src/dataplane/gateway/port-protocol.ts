/** What is spoken on a port of a Gateway. */
export type PortProtocol = 'HTTP' | 'TLS' | 'TCP' | 'UDP';
