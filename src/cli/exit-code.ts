/** 0: as expected. 1: findings or mismatches. 2: it could not run. 130: interrupted. */
export type ExitCode = 0 | 1 | 2 | 130;
