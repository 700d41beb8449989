/** The value of a cookie in a Cookie header. */
export function cookieOf(header: string | undefined, name: string): string | undefined {
  for (const part of (header ?? '').split(/[;,]/)) {
    const [key = '', ...value] = part.split('=');
    if (key.trim().toLowerCase() === name.toLowerCase()) return value.join('=').trim();
  }
  return undefined;
}
