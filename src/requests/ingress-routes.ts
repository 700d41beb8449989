import { annotation, isOn } from '../model/ingress-nginx/host-rules';
import type { NetworkModel } from '../model/network-model';
import type { HTTPIngressPath, Ingress, IngressRule } from '../model/objects';
import { objectsIn } from '../model/workload';
import { patternExample } from '../runtime/pattern-example';
import type { AskedRoute, Condition } from './asked-route';

/** What the Ingresses of a model serve; further names of their hosts are asked for their root alone. */
export function* ingressRoutes({ ingresses }: NetworkModel): Generator<AskedRoute> {
  for (const [key, ingress] of ingresses) {
    const about = `Ingress ${key}`;
    const shared = { about, conditions: conditionsOf(ingress), cors: originOf(ingress) };
    if (ingress.spec.defaultBackend !== undefined) yield { ...shared, host: undefined, path: '/' };
    for (const { host, http } of objectsIn<IngressRule>(ingress.spec.rules)) {
      for (const { path = '/' } of objectsIn<HTTPIngressPath>(http?.paths)) yield { ...shared, host, path };
      for (const name of otherNames(ingress, host)) yield { ...shared, host: name, path: '/' };
      yield { about, host, path: '/', conditions: [], cors: undefined };
    }
  }
}

function otherNames(ingress: Ingress, host = ''): readonly string[] {
  const aliases = (annotation(ingress, 'server-alias') ?? '').split(',').map((alias) => alias.trim());
  const www = host.startsWith('www.') ? host.slice('www.'.length) : `www.${host}`;
  const isWww = isOn(ingress, 'from-to-www-redirect') && host !== '' && !host.startsWith('*');
  return [...aliases.filter((alias) => /^[\w*.-]+$/.test(alias)), ...(isWww ? [www] : [])];
}

function conditionsOf(ingress: Ingress): readonly Condition[] {
  if (!isOn(ingress, 'canary')) return [];
  const header = annotation(ingress, 'canary-by-header')?.toLowerCase();
  const cookie = annotation(ingress, 'canary-by-cookie');
  const pattern = annotation(ingress, 'canary-by-header-pattern');
  const value = annotation(ingress, 'canary-by-header-value') ?? (pattern && patternExample(`/?${pattern}`));
  const values = ['always', 'never', 'of-nobody', ...(value === undefined ? [] : [value])];
  return values.flatMap((each): readonly Condition[] => [
    ...(header === undefined ? [] : [{ headers: { [header]: each } }]),
    // A client has other cookies as well.
    ...(cookie === undefined
      ? []
      : [`${cookie}=${each}`, `other=of-nobody; ${cookie}=${each}`].map((sent) => ({ headers: { cookie: sent } }))),
  ]);
}

function originOf(ingress: Ingress): string | undefined {
  if (!isOn(ingress, 'enable-cors')) return undefined;
  const [first = '*'] = (annotation(ingress, 'cors-allow-origin') ?? '*').split(',');
  return first.trim() === '*' ? 'https://origin.example' : first.trim().replace('*', 'any');
}
