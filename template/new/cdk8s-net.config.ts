import { defineConfig } from 'cdk8s-net';

// What every command, the tests and synthesis know of the cluster and of this repository.
export default defineConfig({
  kubernetesVersion: '1.34',
});
