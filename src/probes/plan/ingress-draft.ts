import type { IngressRoute } from '../../model/route-table';
import type { Expectation, Unsent } from '../expectation';
import { outside } from './clients';
import type { Draft } from './draft';

/** What stand-ins answer with the Pod's name. */
export const NAMED = '/hostname';

/** A host that no rule is for. */
export const UNMATCHED = 'no-rule.invalid';

/** One request to the Ingress controller, from outside. */
export interface Asked {
  readonly subject: string;
  /** The placeholder of the controller's address. */
  readonly ingressIP: string;
  readonly protocol: 'http' | 'https';
  readonly host: string | undefined;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly expect: Expectation;
  readonly unsent: Unsent | undefined;
}

export function draftOf({ subject, ingressIP, protocol, host, path, headers, expect, unsent }: Asked): Draft {
  const concrete = host?.replace(/^\*/, 'any');
  const said = Object.entries(headers ?? {}).map(([name, value]) => ` with ${name}: ${value}`);
  return {
    from: outside.from,
    to: {
      kind: 'http',
      protocol,
      host: ingressIP,
      path,
      ...(concrete === undefined ? {} : { hostHeader: concrete }),
      ...(concrete === undefined || protocol === 'http' ? {} : { sni: concrete }),
      ...(headers === undefined ? {} : { headers }),
    },
    expect,
    subject,
    row: `${protocol}://${host === UNMATCHED ? '*' : (host ?? '*')}${path}${said.join('')}`,
    client: outside.label,
    ...(unsent === undefined ? {} : { unsent }),
    requires: 'ingress',
  };
}

/** Paths that a rule may take, from the nearest on. The root is asked for {@link NAMED} first. */
export function pathsUnder({ path }: IngressRoute): readonly string[] {
  const { path: given = '', pathType } = path ?? {};
  const own = given === '' ? '/' : given;
  const below = own.endsWith('/') ? own : `${own}/`;
  if (pathType === 'Exact') return [own];
  return own === '/' ? [NAMED, '/', '/x'] : [own, below, `${below}x`, `${below}y/z`];
}
