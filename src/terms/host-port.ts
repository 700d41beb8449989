/** `10.0.0.1:80`, `[fd00::1]:80`: an address and a port as one writes them together. */
export function hostPort(address: string, port: number): string {
  return `${bracketed(address)}:${port}`;
}

/** A host as it stands in URLs: IPv6 addresses in brackets. */
export function bracketed(host: string): string {
  return host.includes(':') ? `[${host}]` : host;
}
