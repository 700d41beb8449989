import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'cdk8s';
import 'cdk8s-net/jest';
import { Network } from '../network';

const app = new App();
const network = new Network(app, 'network');

test('has no fault', () => {
  expect(app).toHaveNoFindings();
});

test('is what was reviewed', () => {
  expect(network).toMatchManifests(readFileSync(join(__dirname, 'expected.yaml'), 'utf8'));
});

test('lets people in by the host of the shop, and lets the frontend call the API', async () => {
  await expect(app).toReach('outside', 'http://shop.example.com/');
  await expect(app).toReach('deployment/frontend', 'http://api/');
});
