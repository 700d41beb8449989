import type { Exchange } from './exchange';
import type { NginxLocation } from './objects';

/** The cookie that keeps a client at one endpoint, without its value, which is a hash. */
export function sessionCookie({ annotations, ingressPath }: NginxLocation, { scheme }: Exchange): string | undefined {
  const { cookie } = annotations ?? {};
  if (cookie === undefined) return undefined;
  const { name, path = ingressPath === '' ? '/' : ingressPath, domain, maxAge, secure, sameSite } = cookie;
  return [
    `${name}=`,
    ...(maxAge === undefined ? [] : [`Max-Age=${maxAge}`]),
    ...(domain === undefined ? [] : [`Domain=${domain}`]),
    `Path=${path}`,
    ...(secure === true || scheme === 'https' ? ['Secure'] : []),
    'HttpOnly',
    ...(sameSite === undefined ? [] : [`SameSite=${sameSite}`]),
  ].join('; ');
}
