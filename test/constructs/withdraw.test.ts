import { Chart, Testing } from 'cdk8s';
import { withdraw } from '../../src/constructs/withdraw';

test('a construct that is withdrawn makes room for another one', () => {
  const app = Testing.app();
  withdraw(new Chart(app, 'chart'));
  expect(app.node.children).toEqual([]);
  expect(() => new Chart(app, 'chart')).not.toThrow();
});
