import { re2Pattern } from '../../runtime/re2-pattern';
import type { Cursor } from '../cursor';
import { defineRule } from '../rule';
import { routeAt, rulesAt } from './facts/gateway-at';
import { httpRoute } from './gateway-examples';

export const gatewayExpression = defineRule({
  id: 'links/gateway-expression',
  source: 'links',
  stage: 'deployed',
  severity: 'warning',
  kinds: ['HTTPRoute', 'GRPCRoute'],
  field: 'spec.rules',
  summary: 'Regular expressions of a route are in the syntax of RE2.',
  why: 'The API server takes any text. Envoy and Go, on which most controllers stand, read RE2, which has no look-around and no back-references; they refuse the route, or the rule answers nothing.',
  fix: 'Write the expression in RE2 (https://github.com/google/re2/wiki/Syntax).',
  passing: [
    {
      title: 'An expression of RE2',
      manifests: httpRoute("rules: [{ matches: [{ path: { type: RegularExpression, value: '/v[0-9]+/.*' } }] }]"),
    },
  ],
  failing: [
    {
      title: 'A look-ahead',
      manifests: httpRoute("rules: [{ matches: [{ path: { type: RegularExpression, value: '/(?!admin).*' } }] }]"),
      path: 'spec.rules[0].matches[0].path.value',
      kind: 'Invalid',
    },
    {
      title: 'A parenthesis that does not end, in a header',
      manifests: httpRoute("rules: [{ matches: [{ headers: [{ type: RegularExpression, name: x, value: '(a' }] }] }]"),
      path: 'spec.rules[0].matches[0].headers[0].value',
      kind: 'Invalid',
    },
  ],
  *check(object, context) {
    for (const match of rulesAt(object).flatMap((rule) => rule.at('matches').items())) {
      for (const value of expressionsOf(match)) {
        if (value.text !== '' && routeAt(context) !== undefined && re2Pattern(value.text) === undefined)
          yield value.invalid('is not a regular expression of RE2');
      }
    }
  },
});

function expressionsOf(match: Cursor): readonly Cursor[] {
  const [path, method] = [match.at('path'), match.at('method')];
  const named = ['headers', 'queryParams'].flatMap((field) => match.at(field).items());
  const values = [path, ...named].filter(isExpression).map((place) => place.at('value'));
  return isExpression(method) ? [...values, method.at('service'), method.at('method')] : values;
}

function isExpression(place: Cursor): boolean {
  return place.at('type').text === 'RegularExpression';
}
