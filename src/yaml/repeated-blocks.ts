/** A block of a document that has been read. */
export interface Block {
  /** From its first character up to the next thing in the document: with the line ends and the indentation before that. */
  readonly text: string;
  readonly value: unknown;
  /** Where its lines begin. */
  readonly column: number;
  /** Column of what comes next; -1 at the end of the document. */
  readonly next: number;
  /** Whether it is a sequence that one more dash in the column of what comes next would go on with. */
  readonly goesOn: boolean;
}

/**
 * Blocks that were read before and may come again: the ports, probes and resources of a thousand applications are
 * spelled alike. What comes again is the same object as before, so that nobody may change what is read with it.
 */
export class RepeatedBlocks {
  /** Each where its column and first characters say; the latest two have the place. */
  private readonly recent = Array.from({ length: SLOTS }, (): Block | undefined => undefined);
  private readonly before = [...this.recent];

  /** The block that begins at an offset and in a column, in a document that ends at `end`, if it was read before. */
  find(text: string, at: number, end: number, column: number): Block | undefined {
    const slot = slotOf(text, at, column);
    const [latest, other] = [this.recent[slot], this.before[slot]];
    if (latest === undefined || stands(latest, text, at, end, column)) return latest;
    return other !== undefined && stands(other, text, at, end, column) ? other : undefined;
  }

  /** Remembers a block that was read from an offset. */
  note(text: string, at: number, block: Block): void {
    if (block.text.length > MAX_LENGTH) return;
    const slot = slotOf(text, at, block.column);
    this.before[slot] = this.recent[slot];
    this.recent[slot] = block;
  }
}

/** Whether a block stands at an offset, and ends there as it did before. */
function stands(block: Block, text: string, at: number, end: number, column: number): boolean {
  if (block.column !== column || !text.startsWith(block.text, at)) return false;
  const next = at + block.text.length;
  if (next >= end) return next === end && block.next < 0;
  const first = text.charAt(next);
  return block.next >= 0 && !BLANK.includes(first) && !(first === '-' && block.goesOn);
}

const SLOTS = 509;

/** Longer ones hardly ever come again. */
const MAX_LENGTH = 400;

/** What makes the indentation before it a different one, or none. */
const BLANK = ' #\n\r';

/** So many characters tell most blocks from others. */
const TELLING = 10;

function slotOf(text: string, at: number, column: number): number {
  let hash = column;
  for (let offset = 0; offset < TELLING; offset++) hash = (hash * 31 + text.charCodeAt(at + offset)) | 0;
  return (hash >>> 0) % SLOTS;
}
