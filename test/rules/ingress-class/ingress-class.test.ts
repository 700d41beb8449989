import { ingressClass } from '../../../src/rules/example';
import { findingsOf } from '../findings';

describe('ingress-class/controller', () => {
  const check = (controller: string) =>
    findingsOf('ingress-class/controller', ingressClass(`controller: '${controller}'`));

  it.each(['a.io/b', 'example.com/a/b-c._~%!$&()*+,;=:', `a.io/${'x'.repeat(245)}`])('takes %s', (controller) => {
    expect(check(controller)).toEqual([]);
  });

  it.each([
    ['', ['Required']],
    ['nginx', ['Invalid']],
    ['/nginx', ['Invalid']],
    ['a.io/', ['Invalid']],
    ['A.io/b', ['Invalid']],
    ['A.io/b c', ['Invalid', 'Invalid']],
    ['a.io/b#c', ['Invalid']],
    [`a.io/${'x'.repeat(246)}`, ['TooLong']],
  ])('refuses %s', (controller, kinds) => {
    expect(check(controller)).toEqual(kinds.map((kind) => `${kind} spec.controller`));
  });
});

describe('ingress-class/parameters', () => {
  const check = (fields: string) =>
    findingsOf('ingress-class/parameters', ingressClass(`controller: a.io/b\nparameters: { ${fields} }`));
  const path = 'spec.parameters';

  it.each([
    ['kind: K, name: x', []],
    ['kind: K, name: x, scope: Cluster', []],
    ['kind: K, name: x, scope: Namespace, namespace: shop', []],
    ['kind: K, name: x, scope: Namespace', [`Required ${path}.namespace`]],
    ['kind: K, name: x, scope: Namespace, namespace: a.b', [`Invalid ${path}.namespace`]],
    ["kind: K, name: x, scope: Namespace, namespace: ''", [`Invalid ${path}.namespace`]],
    ['kind: K, name: x, namespace: shop', [`Forbidden ${path}.namespace`]],
    ["kind: K, name: x, scope: ''", [`NotSupported ${path}.scope`]],
    ["apiGroup: '', kind: a/b", [`Invalid ${path}.apiGroup`, `Invalid ${path}.kind`, `Required ${path}.name`]],
  ])('%s', (fields, findings) => expect(check(fields)).toEqual(findings));
});
