import pc from 'picocolors';

/** Whether output may hold colours: a terminal, unless `NO_COLOR` is set (or `FORCE_COLOR`). */
export const colors: boolean = pc.isColorSupported && (process.stdout.isTTY || process.env.FORCE_COLOR !== undefined);

/** A line, or several, on stdout. */
export function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
