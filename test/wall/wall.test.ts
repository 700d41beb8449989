import { storm } from './storm';

test('hostile clients are answered, get in nowhere, leave nothing open and lead nowhere beside loopback', async () => {
  const { attacks, ...faults } = await storm(1_000, 1);
  expect(attacks).toBeGreaterThanOrEqual(1_000);
  expect(faults).toEqual({ unanswered: [], letIn: [], elsewhere: [] });
}, 300_000);
