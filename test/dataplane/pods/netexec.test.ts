import { answerDatagram, answerHttp } from '../../../src/dataplane/pods/netexec';

const encounter = { hostname: 'web-1', client: '10.244.1.9:4711' };
const http = (target: string, headers = {}) => answerHttp(target, headers, encounter);

test.each([
  ['/hostname', 200, 'web-1'],
  ['/clientip', 200, '10.244.1.9:4711'],
  ['/echo?msg=a%20b', 200, 'a b'],
  ['/echo?msg=no&code=404', 404, 'no'],
  ['/echo?msg=odd&code=9', 200, 'odd'],
  ['/healthz', 200, ''],
  ['/header?key=X-Asked', 200, 'yes'],
])('GET %s', (target, status, body) => {
  expect(http(target, { 'x-asked': 'yes' })).toMatchObject({ status, body });
});

test('a path that it does not know gets 200', () => {
  expect(http('/no/such//path').status).toBe(200);
  expect(http('*').status).toBe(200);
});

test('/redirect goes where it is told', () => {
  expect(http('/redirect?location=/x')).toMatchObject({ status: 302, headers: { location: '/x' } });
  expect(http('/redirect').status).toBe(400);
  expect(http('/redirect?location=/%0Ax%0Dy%0a').headers).toEqual({ location: '/ x y' });
  expect(http('/redirect?location=/%C3%A9%00').headers).toEqual({ location: '/%C3%A9%00' });
});

test.each([
  ['hostname', 'web-1'],
  ['hostName\n', 'web-1'],
  ['clientip', '10.244.1.9:4711'],
  ['echo a b\n', 'a b'],
  ['what', undefined],
])('datagram %j', (message, answer) => {
  expect(answerDatagram(message, encounter)).toBe(answer);
});
