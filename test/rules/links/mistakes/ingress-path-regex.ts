import { route, web } from '../builders';
import type { RuleCases } from './mistake';
import { at } from './mistake';

export const ingressPathRegex: RuleCases = {
  rule: 'links/ingress-path-regex',
  faulty: ['/api(/|$)(.*)', '/files/*', '/v[0-9]+/users', '/users/{id}', '/search?q=1', '/item/\\d+'].map((path) =>
    at('Ingress/shop/web', 'spec.rules[0].http.paths[0].path', path, [
      route('web', 'a.example.com', path, 'web:80', path.includes('?') ? 'Exact' : 'Prefix'),
      web(),
    ]),
  ),
  right: [
    ...['/', '/api/v1.2', '/~user', '/a+b', '/$metadata', '/a(b)', '/.well-known/x', '/a%20b'].map((path) => ({
      title: path,
      input: [route('web', 'a.example.com', path, 'web:80'), web()],
    })),
    {
      title: 'a pattern left to the controller',
      input: [route('web', 'a.example.com', '/api(/|$)(.*)', 'web:80', 'ImplementationSpecific'), web()],
    },
  ],
};
