import { styleOf } from '../../src/cli/style';

test.each([
  [{}, { isTTY: true, columns: 80 }, { colors: true, width: 80 }],
  [{}, { isTTY: false }, { colors: false }],
  [{}, {}, { colors: false }],
  [{ NO_COLOR: '1' }, { isTTY: true, columns: 80 }, { colors: false, width: 80 }],
  [{ NO_COLOR: '' }, { isTTY: true, columns: 80 }, { colors: true, width: 80 }],
  [{ NO_COLOR: '1', FORCE_COLOR: '1' }, {}, { colors: false }],
  [{ FORCE_COLOR: '1' }, {}, { colors: true }],
  [{ FORCE_COLOR: '' }, {}, { colors: true }],
  [{ FORCE_COLOR: '0' }, { isTTY: true, columns: 80 }, { colors: false, width: 80 }],
  [{ TERM: 'dumb' }, { isTTY: true, columns: 80 }, { colors: false, width: 80 }],
  [{}, { isTTY: true, columns: 0 }, { colors: true }],
])('with %j and an output %j, the style is %j', (env, output, style) => {
  expect(styleOf(env, output)).toEqual(style);
});
