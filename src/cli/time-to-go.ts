/** What is told of the time that is left before it can be told well: nothing. */
const LEAST_SHARE = 0.05;
const LEAST_MS = 2_000;

/** `, about 40 s to go`: as long as it went on so far; '' where that says nothing yet. */
export function timeToGo(share: number, elapsedMs: number): string {
  if (share < LEAST_SHARE || share >= 1 || elapsedMs < LEAST_MS) return '';
  const seconds = Math.ceil((elapsedMs * (1 - share)) / share / 1000);
  return `, about ${seconds < 120 ? `${seconds} s` : `${Math.round(seconds / 60)} min`} to go`;
}
