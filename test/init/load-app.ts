import type { App, Chart } from 'cdk8s';
import type { CheckOptions } from '../../src';
import { runModule } from '../run-module';

type Chartlike = new (scope: App, id: string) => Chart;

/** The chart that `network.ts` of an app exports, and what its configuration says, run as they stand in its folder. */
export function loadApp(files: Readonly<Record<string, string>>, folder: string) {
  const { 'network.ts': network = '', 'cdk8s-net.config.ts': config } = files;
  const { Network } = runModule(network, folder) as { Network: Chartlike };
  const { default: options = {} }: { default?: CheckOptions } = config === undefined ? {} : runModule(config, folder);
  return { Network, options };
}
