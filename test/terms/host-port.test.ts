import { hostPort } from '../../src/terms/host-port';

test('an IPv6 address stands in brackets before its port', () => {
  expect(hostPort('10.0.0.1', 80)).toBe('10.0.0.1:80');
  expect(hostPort('fd00::1', 80)).toBe('[fd00::1]:80');
});
