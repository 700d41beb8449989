import type { Command } from 'commander';
import type { Configuration } from '../../config/configuration';
import { listOption } from '../list-option';

/** How input is read. */
export interface InputOptions {
  /** Namespace of objects that name none, and of releases. Default: `default`. */
  readonly namespace?: string;
  /** Minor version for which charts are rendered. Default: Helm's own. */
  readonly kubernetesVersion?: string;
  /** Whether charts and kustomizations are rendered. Default: true. */
  readonly render?: boolean;
  /** Files of values for every chart. Default: none. */
  readonly helmValues?: readonly string[];
  /** What is left out of folders, as in `.gitignore`. Default: nothing more than that says. */
  readonly ignore?: readonly string[];
  /** The configuration, which leaves out more. Default: there is none. */
  readonly configured?: Configuration;
}

/** What the flags of {@link addInputOptions} leave behind. */
export type InputFlags = Pick<InputOptions, 'render' | 'helmValues' | 'ignore' | 'configured'>;

/** Adds the flags that say how folders are read. */
export function addInputOptions(command: Command): Command {
  return command
    .addOption(
      listOption('--ignore <pattern>', 'what to leave out of folders, beside what .gitignore and .cdk8s-netignore say'),
    )
    .addOption(listOption('--helm-values <file>', 'values for the charts in folders'))
    .option('--no-render', 'do not render charts and kustomizations in folders, though helm or kustomize is on PATH');
}
