import * as fc from 'fast-check';
import { labelValueErrors, qualifiedNameErrors } from '../../src/terms/qualified-name';

describe('qualified names', () => {
  it.each(['a', 'A.b_c-1', 'example.com/Name', `a/${'n'.repeat(63)}`])('takes %s', (name) => {
    expect(qualifiedNameErrors(name, 34)).toEqual([]);
  });

  it.each([
    ['', 2],
    ['/x', 1],
    ['x/', 2],
    ['a/b/c', 1],
    ['Example.com/x', 1],
    ['-x', 1],
    ['n'.repeat(64), 1],
  ])('refuses %j for %i reasons', (name, reasons) => {
    expect(qualifiedNameErrors(name, 34)).toHaveLength(reasons);
  });

  it('words it as the version does', () => {
    expect(qualifiedNameErrors('n'.repeat(64), 34)).toEqual(['name part must be no more than 63 characters']);
    expect(qualifiedNameErrors('n'.repeat(64), 35)).toEqual(['name part must be no more than 63 bytes']);
    expect(labelValueErrors('n'.repeat(64), 34)).toEqual(['must be no more than 63 characters']);
    expect(labelValueErrors('n'.repeat(64), 35)).toEqual(['must be no more than 63 bytes']);
  });

  it('takes the empty value of a label, and every name without a prefix', () => {
    expect(labelValueErrors('', 34)).toEqual([]);
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', 'Z', '0', '-', '_', '.', '/'), maxLength: 70 }), (text) => {
        const name = text !== '' && !text.includes('/');
        expect(labelValueErrors(text, 34).length === 0).toBe(
          text === '' || (name && qualifiedNameErrors(text, 34).length === 0),
        );
      }),
    );
  });
});
