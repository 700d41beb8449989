/** `shop/web` -> `web.shop.svc.cluster.local`: the name of a Service, without the dot at its end. */
export function serviceDomain(key: string, clusterDomain: string): string {
  const slash = key.indexOf('/');
  return `${key.slice(slash + 1)}.${key.slice(0, slash)}.svc.${clusterDomain}`;
}
