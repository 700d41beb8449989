import { alwaysFails } from '../../src/model/failing-command';

it.each([
  [['false']],
  [['/bin/false']],
  [['sh', '-c', 'false']],
  [['/bin/bash', '-c', ' exit 1; ']],
  [['ash', '-c', 'exit  127 ;']],
])('%j always fails', (command) => {
  expect(alwaysFails(command)).toBe(true);
});

it.each([
  [['true']],
  [['sh', '-c', 'exit 0']],
  [['sh', '-c', 'false || true']],
  [['sh', '-c', 'exit 1', 'x']],
  [['sh', 'false']],
  [['echo', '-c', 'false']],
  [[]],
  [undefined],
  ['false'],
  [[null]],
])('%j may succeed', (command) => {
  expect(alwaysFails(command)).toBe(false);
});
