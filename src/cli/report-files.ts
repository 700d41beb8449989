import { join, parse } from 'node:path';
import { formatJunit } from '../conformance/format-junit';
import { printReport } from '../conformance/print-report';
import type { Report } from '../conformance/report';
import type { ClusterFor } from '../explain/cluster-for';
import type { Printable } from '../terms/printable';
import { destinationOf, type Destination } from './destination';
import { UsageError } from './usage-error';

/** A report that is asked for: `json=FILE`. */
export interface ReportFile {
  readonly kind: string;
  readonly file: string;
}

/** What a report is written as; `network` is a simulated cluster of the same manifests. */
type Format = (report: Report, network: () => ClusterFor) => Printable | Promise<Printable>;

const FORMATS: Readonly<Record<string, Format>> = { html: formatHtml, json: printReport, junit: formatJunit };

async function formatHtml(report: Report, network: () => ClusterFor): Promise<Printable> {
  const [{ verifyPage }, { formatPage }] = await Promise.all([
    import('../report/verify-page'),
    import('../report/format-page'),
  ]);
  return formatPage(verifyPage(report, network()));
}

/** Reads `--report json=FILE`; throws a UsageError for a kind that there is not. */
export function parseReports(reports: readonly string[]): readonly ReportFile[] {
  return reports
    .flatMap((report) => report.split(','))
    .map((report) => {
      const [, kind = '', file = ''] = /^(\w+)=(.+)$/s.exec(report) ?? [];
      if (Object.hasOwn(FORMATS, kind)) return { kind, file };
      const known = Object.keys(FORMATS).map((name) => `${name}=FILE`);
      throw new UsageError(`--report ${report}: expected ${known.join(' or ')}`);
    });
}

/** Where the reports of one run go. */
export class ReportWriter {
  private readonly destinations: readonly (readonly [ReportFile, Destination])[];

  /**
   * @param variant what tells this run from others, as a part of the names of files; undefined: there is no other run
   * @throws UsageError for a file that cannot be written
   */
  constructor(files: readonly ReportFile[], variant: string | undefined) {
    this.destinations = files.map((asked) => [asked, destinationFor(asked, variant)]);
  }

  /** Whether one of them goes to stdout, which is then no place for anything else. */
  get takesStdout(): boolean {
    return this.destinations.some(([, { kind }]) => kind === 'stdout');
  }

  async write(report: Report, network: () => ClusterFor): Promise<void> {
    for (const [asked, destination] of this.destinations) {
      const text = await (FORMATS[asked.kind] as Format)(report, network);
      try {
        await destination.write(text);
      } catch (error) {
        throw unwritable(asked, error);
      }
    }
  }
}

function destinationFor(asked: ReportFile, variant: string | undefined): Destination {
  try {
    const destination = destinationOf(asked.file);
    if (variant === undefined || destination.kind !== 'file') return destination;
    return destinationOf(named(asked.file, variant));
  } catch (error) {
    throw unwritable(asked, error);
  }
}

/** `report.json` of one run among several: `report.nftables.json`. */
function named(file: string, variant: string): string {
  const { dir, name, ext } = parse(file);
  return join(dir, `${name}.${variant}${ext}`);
}

function unwritable({ kind, file }: ReportFile, error: unknown): UsageError {
  return new UsageError(`--report ${kind}=${file}: cannot be written: ${(error as Error).message}`);
}
