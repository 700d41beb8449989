import { parseClientName } from '../../src/terms/client-name';

test.each([
  ['outside', { outside: true }],
  ['node/worker', { node: 'worker' }],
  ['pod/web-0', { kind: 'pod', key: 'shop/web-0' }],
  ['po/web-0', { kind: 'pod', key: 'shop/web-0' }],
  ['Deployment/web', { kind: 'deployment', key: 'shop/web' }],
  ['deploy/other/web', { kind: 'deployment', key: 'other/web' }],
  ['cj/nightly', { kind: 'cronjob', key: 'shop/nightly' }],
])('%s is understood', (text, client) => expect(parseClientName(text, 'shop')).toEqual(client));

test('a name without a namespace is in the default one', () => {
  expect(parseClientName('pod/web')).toEqual({ kind: 'pod', key: 'default/web' });
});

test('a name that every object inherits is no short name', () => {
  expect(parseClientName('constructor/web')).toEqual({ kind: 'constructor', key: 'default/web' });
  expect(parseClientName('__proto__')).toEqual({ kind: '__proto__', key: '' });
});
