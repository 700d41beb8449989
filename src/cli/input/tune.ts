import { setFlagsFromString } from 'node:v8';

/** Texts that are longer, in characters, are worth it. */
export const LARGE_INPUT = 1_000_000;

/**
 * Settings of V8 for one pass over a large input.
 *
 * Code is optimized only once it has run for longer, and less of it at a time: as it is, V8 spends more time and memory on
 * optimizing some hundred rules than a pass over ten thousand objects then saves. The space for new objects does not grow,
 * for what is read stays, so that a larger one only takes memory; and what is not needed any more is looked for before as
 * much again has been added.
 */
export function tuneForLargeInput(): void {
  setFlagsFromString('--interrupt-budget=1000000');
  setFlagsFromString('--max-inlined-bytecode-size-cumulative=200');
  setFlagsFromString('--semi-space-growth-factor=1');
  setFlagsFromString('--heap-growing-percent=70');
}
