import type { Mark } from '../../../probes/marks';
import { worstMark } from '../../../probes/marks';
import { groupBy } from '../../../terms/maps';
import type { PageProbe } from '../../page-data';
import { partsOf } from './filter';

/** Probes of one client, in one row. */
export interface Cell {
  readonly mark: Mark;
  readonly probes: readonly PageProbe[];
}

/** A row of the matrix, with those below it. */
export interface Branch {
  readonly key: string;
  readonly title: string;
  /** 1: a namespace; 2: an object, or a group of intents; 3: a way to ask for it. */
  readonly level: 1 | 2 | 3;
  readonly cells: ReadonlyMap<string, Cell>;
  readonly mark: Mark;
  readonly probes: number;
  readonly branches: readonly Branch[];
  /** Whether it is open before anybody folds it. */
  readonly isOpen: boolean;
}

/** A namespace, and who asks for something in it. */
export interface Section extends Branch {
  readonly clients: readonly string[];
}

/** So many objects are shown although everything about them is as declared. */
const MANY = 60;

/** What wants to be looked at. What others make, and what a target cannot do, is folded with what is as declared. */
const OPEN: ReadonlySet<Mark> = new Set(['failed', 'notRun', 'depends']);

/** The matrix of probes, a section for each namespace; what is as declared is folded. */
export function sectionsOf(probes: readonly PageProbe[]): readonly Section[] {
  const bySubject = groupBy(probes, ({ subject }) => subject);
  const subjects = [...bySubject].map(([title, group]) => ({ title, group, namespace: namespaceOf(group) }));
  const sections = groupBy(subjects, ({ namespace }) => namespace);
  return [...sections].map(([namespace, ofNamespace]) => {
    const branches = ofNamespace.map(({ title, group }) => subjectBranch(namespace, title, group));
    const all = ofNamespace.flatMap(({ group }) => group);
    const title = namespace === '' ? 'across objects' : namespace;
    const section = branchOf(`${namespace}`, title, 1, all, branches);
    const isOpen = OPEN.has(section.mark) || sections.size === 1 || subjects.length <= MANY;
    return { ...section, isOpen, clients: [...new Set(all.map(({ client }) => client))] };
  });
}

/** The namespace of the objects that a group is about; '': it is about those of several, or of none. */
function namespaceOf(probes: readonly PageProbe[]): string {
  const [namespace = '', ...others] = new Set(probes.map((probe) => partsOf(probe)[1]));
  return others.length === 0 ? namespace : '';
}

function subjectBranch(namespace: string, title: string, probes: readonly PageProbe[]): Branch {
  const rows = [...groupBy(probes, ({ row }) => row)].map(([row, group]) =>
    branchOf(JSON.stringify([namespace, title, row]), row, 3, group, []),
  );
  return branchOf(JSON.stringify([namespace, title]), title, 2, probes, rows);
}

function branchOf(
  key: string,
  title: string,
  level: Branch['level'],
  probes: readonly PageProbe[],
  branches: readonly Branch[],
): Branch {
  const cells = new Map([...groupBy(probes, ({ client }) => client)].map(([client, group]) => [client, cellOf(group)]));
  const mark = worst(probes);
  return { key, title, level, cells, mark, probes: probes.length, branches, isOpen: OPEN.has(mark) };
}

function cellOf(probes: readonly PageProbe[]): Cell {
  return { mark: worst(probes), probes };
}

function worst(probes: readonly PageProbe[]): Mark {
  return worstMark(probes.map(({ mark }) => mark)) ?? 'passed';
}

/** A line of the matrix as it is shown: its branch, and the section that it belongs to. */
export interface MatrixLine {
  readonly branch: Branch;
  readonly section: Section;
}

/** The lines that are not folded away. */
export function linesOf(sections: readonly Section[], isOpen: (branch: Branch) => boolean): readonly MatrixLine[] {
  const visit = (branch: Branch, section: Section): readonly MatrixLine[] => [
    { branch, section },
    ...(isOpen(branch) ? branch.branches.flatMap((below) => visit(below, section)) : []),
  ];
  return sections.flatMap((section) => visit(section, section));
}
