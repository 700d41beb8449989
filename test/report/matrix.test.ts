import { matching } from '../../src/report/browser/matrix/filter';
import { sectionsOf } from '../../src/report/browser/matrix/tree';
import type { PageProbe } from '../../src/report/page-data';

const probe = (row: string, client: string, more: Partial<PageProbe> = {}): PageProbe => ({
  id: `${row} ${client}`,
  subject: 'Gateway shop/edge',
  object: 'Gateway/shop/edge',
  row,
  client,
  from: client,
  mark: 'passed',
  outcome: 'reached',
  expected: 'reached',
  observed: 'reached',
  ...more,
});

const EVERYTHING = { namespace: '', kind: '', only: undefined, search: '' };

test('what depends on somebody is open from the start, what is as declared is folded', () => {
  const [section] = sectionsOf([
    probe('a', 'web', { mark: 'depends' }),
    probe('b', 'web', { subject: 'Gateway shop/other', object: 'Gateway/shop/other' }),
  ]);
  expect(section?.branches.map(({ title, isOpen }) => [title, isOpen])).toEqual([
    ['Gateway shop/edge', true],
    ['Gateway shop/other', false],
  ]);
});

test('what is about several objects of one namespace stands there', () => {
  const probes = [probe('a', 'outside', { object: 'HTTPRoute/shop/a' }), probe('b', 'outside')];
  expect(sectionsOf(probes).map(({ title }) => title)).toEqual(['shop']);
  const across = [...probes, probe('c', 'outside', { object: 'HTTPRoute/billing/c' })];
  expect(sectionsOf(across).map(({ title }) => title)).toEqual(['across objects']);
});

test('who looks for one result sees whole rows, of those that have it', () => {
  const probes = [probe('a', 'web'), probe('a', 'api', { mark: 'failed' }), probe('b', 'web')];
  expect(matching(probes, { ...EVERYTHING, only: 'failed' }).map(({ id }) => id)).toEqual(['a web', 'a api']);
});
