import type { Style } from '../terms/layout';

/** What is known of where output goes. */
export interface Output {
  readonly isTTY?: boolean;
  readonly columns?: number;
}

/**
 * How output is laid out. Colours are for terminals: `NO_COLOR` (https://no-color.org) takes them away, `FORCE_COLOR` has them
 * anywhere, unless it is `0` or `false`. Only a terminal has a width.
 */
export function styleOf(env: NodeJS.ProcessEnv, { isTTY = false, columns }: Output): Style {
  return {
    colors: hasColors(env, isTTY),
    ...(isTTY && columns !== undefined && columns > 0 ? { width: columns } : {}),
  };
}

function hasColors({ NO_COLOR = '', FORCE_COLOR, TERM }: NodeJS.ProcessEnv, isTTY: boolean): boolean {
  if (NO_COLOR !== '') return false;
  if (FORCE_COLOR !== undefined) return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false';
  return isTTY && TERM !== 'dumb';
}
