import type { Command } from 'commander';
import type { AddCommand } from './command';

/** What a bundle has brought along, so that it need not be loaded when it is asked for. */
export const bundled: { addCheckCommand?: AddCommand; configure?: (command: Command) => void } = {};
