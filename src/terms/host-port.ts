/** `10.0.0.1:80`, `[fd00::1]:80`: an address and a port as one writes them together. */
export function hostPort(address: string, port: number): string {
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
}
