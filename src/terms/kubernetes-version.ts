/** First and last minor version whose behaviour this package knows. */
export const OLDEST_MINOR = 31;
export const NEWEST_MINOR = 37;

/** Minor number of a version like `1.34` or `v1.34.4`; undefined if it is not a version of Kubernetes 1. */
export function minorOf(version: string): number | undefined {
  const match = /^v?1\.(\d{1,3})(\.\d+)?$/.exec(version);
  return match === null ? undefined : Number(match[1]);
}
