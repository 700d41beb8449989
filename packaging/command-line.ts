/**
 * Bundles the command line: `npm run compile` ends with it.
 *
 *   ts-node --transpile-only packaging/command-line.ts
 */
import { build } from 'esbuild';
import { COMMAND_LINE } from './command-line-options';

void build(COMMAND_LINE);
