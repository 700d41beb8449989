import type { Command } from 'commander';
import type { ExitCode } from './exit-code';
import type { Interruption } from './interruption';

/** Declares a command; `done` takes the exit code of a run, `interruption` tells it that somebody pressed Ctrl-C. */
export type AddCommand = (program: Command, done: (code: ExitCode) => void, interruption: Interruption) => void;
