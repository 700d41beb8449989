import { renameSync, writeFileSync } from 'node:fs';
import { formatJunit } from '../conformance/format-junit';
import { printReport } from '../conformance/print-report';
import type { Report } from '../conformance/report';
import { UsageError } from './usage-error';

/** A report that was asked for: `json=FILE`. */
export interface ReportFile {
  readonly kind: keyof typeof FORMATS;
  readonly file: string;
}

const FORMATS = {
  json: printReport,
  junit: (report: Report) => `${formatJunit(report)}\n`,
};

/** Reads `--report json=FILE`, before anything runs. */
export function parseReports(reports: readonly string[]): readonly ReportFile[] {
  return reports
    .flatMap((report) => report.split(','))
    .map((report) => {
      const [, kind = '', file = ''] = /^(\w+)=(.+)$/.exec(report) ?? [];
      if (!Object.hasOwn(FORMATS, kind)) {
        throw new UsageError(
          `--report ${report}: expected ${Object.keys(FORMATS)
            .map((name) => `${name}=FILE`)
            .join(' or ')}`,
        );
      }
      return { kind: kind as keyof typeof FORMATS, file };
    });
}

/** Writes a report whole or not at all. */
export function writeReport({ kind, file }: ReportFile, report: Report): void {
  const unfinished = `${file}.unfinished`;
  try {
    writeFileSync(unfinished, FORMATS[kind](report));
    renameSync(unfinished, file);
  } catch (error) {
    throw new UsageError(`--report ${kind}=${file}: ${(error as Error).message}`);
  }
}
