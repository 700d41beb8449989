import type { RequestExpectation } from '../../src/probes/expectation';
import { agree, describeExpectation, difference, outcomeOf } from '../../src/probes/kinds/kinds';
import type { RequestVerdict } from '../../src/probes/probe';

type Expected = Omit<RequestExpectation, 'kind' | 'outcome'>;
type Found = Omit<RequestVerdict, 'kind' | 'outcome'>;

const expected = (fields: Expected): RequestExpectation => ({ kind: 'request', outcome: 'reached', ...fields });
const found = (fields: Found): RequestVerdict => ({ kind: 'request', outcome: 'reached', ...fields });
const seen = (fields: object) => ({ by: ['shop/a'], seen: { headers: {}, ...fields } });
const location = (text: string) => ({ headers: { location: [text] } });

describe('a request through a Gateway is as expected', () => {
  test.each<[string, Expected, Found]>([
    ['whatever comes, where nothing is expected', {}, { status: 404, by: [] }],
    ['where another Pod of those that may answers', { by: ['shop/a', 'shop/b'] }, { by: ['shop/b'] }],
    ['where the Gateway answers, as it should', { by: [] }, { by: [] }],
    ['whether the location has the port of its scheme', { location: 'http://a:80/x' }, location('http://a/x')],
    ['whether it should have it', { location: 'https://a' }, location('https://a:443')],
    ['where the Pod sees more than is told', { seen: { path: '/a' } }, seen({ path: '/a', host: 'h' })],
    ['where the Pod tells nothing of what it saw', { seen: { path: '/a' } }, { by: ['shop/a'] }],
    ['where it sees further headers', { seen: { headers: { a: ['1'] } } }, seen({ headers: { a: ['1'], b: ['2'] } })],
    ['where nobody tells of copies', { copies: ['shop/b'] }, { by: ['shop/a'] }],
    ['where one of those gets a copy', { copies: ['shop/b', 'shop/c'] }, { copies: { 'shop/c': ['/'] } }],
    ['where shares are nearly those of the weights', { share: { 'shop/a': 0.5 } }, { share: { 'shop/a': 0.6 } }],
    ['where one Pod has all, and should', { share: { 'shop/a': 1 } }, { by: ['shop/a'] }],
  ])('%s', (_, expectation, verdict) => {
    expect(difference(expected(expectation), found(verdict))).toBeUndefined();
  });
});

describe('a request through a Gateway is not as expected', () => {
  test.each<[string, Expected, Found, RegExp]>([
    ['where some tries fail', {}, { by: ['shop/a'], also: ['closed'] }, /closed/],
    ['where the status is another', { status: 200 }, { status: 404 }, /HTTP 404/],
    ['where the status of gRPC is', { grpcStatus: 0 }, { grpcStatus: 12 }, /12/],
    ['where the Gateway answers in place of a Pod', { by: ['shop/a'] }, { by: [] }, /the Gateway itself/],
    ['where a stranger answers, too', { by: ['shop/a'] }, { by: ['shop/a', 'shop/c'] }, /shop\/c/],
    ['where the location has another port', { location: 'http://a/' }, location('http://a:8080/'), /8080/],
    ['where it has the port of the other scheme', { location: 'https://a/' }, location('https://a:80/'), /:80/],
    ['where there is no location', { location: 'https://a/' }, {}, /not told/],
    ['where the Pod sees another path', { seen: { path: '/a' } }, seen({ path: '/b' }), /path "\/b"/],
    ['where it sees another header', { seen: { headers: { a: ['1'] } } }, seen({ headers: { a: ['2'] } }), /headers/],
    ['where the answer has another header', { headers: { a: ['1'] } }, { headers: { a: ['2'] } }, /a \["2"\]/],
    ['where others get the copies', { copies: ['shop/b'] }, { copies: { 'shop/c': ['/'] } }, /copy/],
    ['where shares are far off', { share: { 'shop/a': 0.5 } }, { share: { 'shop/a': 0.7 } }, /70 %/],
    ['where a Pod gets nothing', { share: { 'shop/a': 0.5 } }, { by: ['shop/b'] }, /shop\/b 100 %/],
  ])('%s', (_, expectation, verdict, detail) => {
    expect(difference(expected(expectation), found(verdict))).toMatch(detail);
  });

  test.each(['refused', 'timedOut', 'unresolved', 'closed', 'noAddress'] as const)('where it is %s', (outcome) => {
    expect(difference(expected({}), { kind: 'request', outcome })).toBe(outcome);
  });
});

test('its outcome tells errors by their status', () => {
  expect([200, 399, 400, 503].map((status) => outcomeOf(found({ status })))).toEqual([
    'reached',
    'reached',
    'HTTP 400',
    'HTTP 503',
  ]);
  expect(outcomeOf({ kind: 'request', outcome: 'noAddress' })).toBe('noAddress');
});

test('what is expected is told field by field, and nothing of what may be anything', () => {
  expect(describeExpectation(expected({}))).toBe('answered');
  expect(describeExpectation(expected({ by: [] }))).toBe('answered by the Gateway');
  const all: Expected = {
    by: ['a', 'b'],
    status: 301,
    grpcStatus: 5,
    location: '/x',
    copies: ['c'],
    share: { a: 0.25 },
  };
  for (const word of ['a or b', '301', '5', '/x', 'c', '25 %']) {
    expect(describeExpectation(expected(all))).toContain(word);
  }
});

describe('two clusters say the same of a request', () => {
  const located = (fields: Found, workloads: Readonly<Record<string, string>> = {}) => ({
    verdict: found(fields),
    workloads,
  });

  test.each<[string, Found, Found, boolean]>([
    ['what the Pods are called', { by: ['shop/a-1'] }, { by: ['shop/a-2'] }, true],
    ['but for who answers', { by: ['shop/a-1'] }, { by: ['shop/b-1'] }, false],
    ['but for the status', { status: 200 }, { status: 404 }, false],
    ['but for where it sends the client', location('/a'), location('/b'), false],
    ['but for the path that the Pod sees', seen({ path: '/a' }), seen({ path: '/b' }), false],
    ['where one does not tell what the Pod saw', seen({ path: '/a' }), { by: ['shop/a'] }, true],
  ])('%s', (_, one, other, same) => {
    const left = { 'shop/a-1': 'Deployment/shop/a', 'shop/b-1': 'Deployment/shop/b' };
    const right = { 'shop/a-2': 'Deployment/shop/a', 'shop/b-1': 'Deployment/shop/b' };
    expect(agree(located(one, left), located(other, right))).toBe(same);
  });
});
