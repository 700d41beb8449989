import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'cdk8s';
import 'cdk8s-net/jest';
import { Network } from '../network';

test('is what the manifests were', () => {
  const network = new Network(new App(), 'network');
  expect(network).toMatchManifests(readFileSync(join(__dirname, 'expected.yaml'), 'utf8'));
});
