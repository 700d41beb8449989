import type { Canary } from '../../dataplane/ingress/nginx/annotations';
import type { ValueMatch } from '../../model/gateway/objects';

/** A header that decides between a backend and its canary. */
interface HeaderRule {
  readonly header: ValueMatch;
  readonly to: 'main' | 'canary';
}

/** What a canary goes by, in its order: a header, a cookie, then chance. */
export function canaryOrder({ header, headerValue, headerPattern, cookie, weight, weightTotal }: Canary): {
  readonly byHeader: readonly HeaderRule[];
  readonly weight: number;
  readonly total: number;
} {
  return {
    byHeader: [
      ...(header === '' ? [] : headerRules(header, headerValue, headerPattern)),
      ...(cookie === '' ? [] : cookieRules(cookie)),
    ],
    weight,
    total: Math.max(weightTotal, 100),
  };
}

function headerRules(name: string, value: string, pattern: string): readonly HeaderRule[] {
  if (value !== '') return [{ header: { name, value }, to: 'canary' }];
  if (pattern !== '') {
    // nginx looks for it anywhere in the value.
    return [{ header: { type: 'RegularExpression', name, value: `.*(?:${pattern}).*` }, to: 'canary' }];
  }
  return [
    { header: { name, value: 'always' }, to: 'canary' },
    { header: { name, value: 'never' }, to: 'main' },
  ];
}

function cookieRules(cookie: string): readonly HeaderRule[] {
  const name = cookie.replace(/[.\\+*?^$()[\]{}|]/g, '\\$&');
  const match = (value: string) => ({
    type: 'RegularExpression',
    name: 'Cookie',
    value: `(?:.*;\\s*)?${name}=${value}(?:;.*)?`,
  });
  return [
    { header: match('always'), to: 'canary' },
    { header: match('never'), to: 'main' },
  ];
}
