import type { Command } from 'commander';
import { bundled } from './bundled';

/** Adds the flags that say where the configuration is, and has commands find in their flags what it says. */
export function addConfiguration(program: Command): void {
  program
    .option('--config <file>', 'the configuration (default: cdk8s-net.config.*, found upwards from the input)')
    .option('--no-config', 'without any configuration')
    // What reads a configuration knows all rules, which the help can do without.
    .hook('preAction', async (_, command) =>
      (bundled.configure ?? (await import('./configuration')).configure)(command),
    );
}
