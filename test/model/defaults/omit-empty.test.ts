import { omitEmpty } from '../../../src/model/defaults/omit-empty';

describe('omitEmpty', () => {
  it('leaves out null, the empty text, 0, false and empty lists', () => {
    expect(omitEmpty({ a: null, b: '', c: 0, d: false, e: [], f: undefined, g: 1 })).toEqual({ g: 1 });
  });

  it('keeps empty structs, and items of lists whatever they are', () => {
    expect(omitEmpty({ a: {}, b: ['', 0, null, {}] })).toEqual({ a: {}, b: ['', 0, null, {}] });
  });

  it('keeps what pointers point to', () => {
    expect(omitEmpty({ a: { p: '' }, p: 0 }, { pointers: new Set(['p']) })).toEqual({ a: { p: '' }, p: 0 });
  });

  it('leaves out an empty map, and nothing of another one', () => {
    const maps = new Set(['labels']);
    expect(omitEmpty({ labels: {} }, { maps })).toEqual({});
    expect(omitEmpty({ labels: { a: '' } }, { maps })).toEqual({ labels: { a: '' } });
  });
});
