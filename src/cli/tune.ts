import { setFlagsFromString } from 'node:v8';

/** Texts that are longer, in characters, are worth it. */
export const LARGE_INPUT = 1_000_000;

/**
 * Settings of V8 for one pass over a large input.
 *
 * Code is optimized only once it has run for longer: as it is, V8 spends more time on optimizing some hundred rules
 * than a pass over ten thousand objects then saves. And the space for new objects does not grow, for what is read
 * stays, so that a larger one only takes memory.
 */
export function tuneForLargeInput(): void {
  setFlagsFromString('--interrupt-budget=1000000');
  setFlagsFromString('--semi-space-growth-factor=1');
}
