import { Cursor } from '../../src/rules/cursor';

const OBJECT = { spec: { ports: [{ port: 80, name: null }], selector: { 'a.b/c': 'x' } } };

describe('a cursor', () => {
  const root = new Cursor(OBJECT);

  it('carries path and value together', () => {
    const port = root.at('spec', 'ports').key(0).at('port');
    expect([port.path, port.value]).toEqual(['spec.ports[0].port', 80]);
    const [[, entry] = []] = root.at('spec', 'selector').entries();
    expect([entry?.path, entry?.value]).toEqual(['spec.selector[a.b/c]', 'x']);
  });

  it('goes down into nothing', () => {
    const place = root.at('spec', 'ports').key(7).at('name');
    expect([place.path, place.value, place.present]).toEqual(['spec.ports[7].name', undefined, false]);
    expect(new Cursor(5).at('a').items()).toEqual([]);
    expect(new Cursor([1]).key('length').value).toBeUndefined();
  });

  it('takes null for nothing, and nothing but null', () => {
    expect(root.at('spec', 'ports').key(0).at('name').present).toBe(false);
    expect([0, '', false].map((value) => new Cursor(value).present)).toEqual([true, true, true]);
  });

  it('does not see what objects inherit', () => {
    expect(root.at('constructor').value).toBeUndefined();
  });

  it('quotes values as Go does', () => {
    const detail = (value: unknown) => new Cursor(value, 'a').invalid('x').detail;
    expect(detail('a"b\u0000é')).toBe('Invalid value: "a\\"b\\x00é": x');
    expect(detail(['<'])).toBe('Invalid value: ["\\u003c"]: x');
    expect(detail(undefined)).toBe('Invalid value: null: x');
  });

  it('lets the words of a finding replace those of the rule', () => {
    expect(new Cursor(1, 'a').forbidden('no', { fix: 'this' })).toEqual({
      kind: 'Forbidden',
      path: 'a',
      value: 1,
      detail: 'Forbidden: no',
      fix: 'this',
    });
  });
});
