/** What the API server says of a port number that is not from 1 to 65535. */
export function portNumberErrors(port: unknown): string[] {
  const valid = typeof port === 'number' && port >= 1 && port <= 65535;
  return valid ? [] : ['must be between 1 and 65535, inclusive'];
}
