import { SyntaxProblem } from '../syntax-problem';
import type { Event, EventFields } from './event';
import { event } from './event';
import { Scanner } from './scanner';
import type { Token } from './token';

type State = () => Event;

const DEFAULT_HANDLES: readonly (readonly [string, string])[] = [
  ['!', '!'],
  ['!!', 'tag:yaml.org,2002:'],
];

/** Between documents. */
const MARKERS: ReadonlySet<Token['type']> = new Set([
  'version-directive',
  'tag-directive',
  'document-start',
  'document-end',
  'stream-end',
]);

/** Makes events of tokens, as libyaml does it. */
export class Parser {
  private readonly scanner: Scanner;
  private states: State[] = [];
  private state: State = () => this.node(true, false);
  private handles = new Map<string, string>();
  private documents = 0;

  constructor(text: string) {
    this.scanner = new Scanner(text);
  }

  /**
   * Steps to the next document; false if there is none. What follows the content of a document without being marked as
   * another one is nothing, as it is for the API server.
   */
  nextDocument(): boolean {
    if (this.documents > 0) {
      if (this.is('document-end')) this.scanner.take();
      while (this.is('document-end')) this.scanner.take();
    }
    const { type } = this.scanner.peek();
    if (type === 'stream-end' || (this.documents > 0 && !MARKERS.has(type))) return false;
    const implicit = this.documents === 0 && (type === 'document-end' || !MARKERS.has(type));
    this.documents++;
    this.states = [];
    this.handles = new Map();
    this.directives();
    this.state = () => this.node(true, false);
    if (implicit) return true;
    if (!this.is('document-start')) throw this.problem("'---' is expected after directives");
    const { start } = this.scanner.take();
    if (MARKERS.has(this.scanner.peek().type)) this.state = () => this.empty(start + 3);
    return true;
  }

  /** The next event of the document. */
  next(): Event {
    return this.state();
  }

  private directives(): void {
    let version = '';
    for (; this.is('version-directive') || this.is('tag-directive');) {
      const problem = this.problem.bind(this);
      const token = this.scanner.peek();
      const { value = '', suffix = '' } = token;
      if (token.type === 'version-directive') {
        if (version !== '') throw problem('%YAML is given twice');
        const [major, minor] = value.split('.').map(Number);
        if (major !== 1 || minor !== 1) {
          throw problem(`Kubernetes reads YAML 1.1 only, not ${value}; leave this line out`);
        }
        version = value;
      } else {
        if (this.handles.has(value)) throw problem(`%TAG ${value} is given twice`);
        this.handles.set(value, suffix);
      }
      this.scanner.take();
    }
    for (const [handle, prefix] of DEFAULT_HANDLES) {
      if (!this.handles.has(handle)) this.handles.set(handle, prefix);
    }
  }

  private node(block: boolean, indentless: boolean): Event {
    const first = this.scanner.peek();
    if (first.type === 'alias') {
      this.scanner.take();
      return this.leave({ type: 'alias', start: first.start, anchor: first.value ?? '' });
    }
    const { anchor, tag } = this.properties();
    const { type, start, value = '', plain = false } = this.scanner.peek();
    const collection = (kind: 'mapping' | 'sequence', state: State): Event => {
      this.state = state;
      return event({ type: kind, start, anchor, tag });
    };
    if (indentless && type === 'block-entry') return collection('sequence', this.indentlessItem);
    if (type === 'scalar') {
      this.scanner.take();
      return this.leave({ type: 'scalar', start, anchor, tag, value, plain: (plain && tag === '') || tag === '!' });
    }
    if (type === 'flow-sequence') return collection('sequence', this.firstFlowItem);
    if (type === 'flow-mapping') return collection('mapping', this.firstFlowKey);
    if (block && type === 'block-sequence') return collection('sequence', this.firstBlockItem);
    if (block && type === 'block-mapping') return collection('mapping', this.firstBlockKey);
    if (anchor === '' && tag === '') throw this.problem('a value is expected here');
    return this.leave({ type: 'scalar', start: first.start, anchor, tag, plain: tag === '' });
  }

  /** Anchor and tag of a node, in either order. */
  private properties(): { anchor: string; tag: string } {
    let anchor = '';
    let tag = '';
    for (const type of this.is('tag') ? (['tag', 'anchor'] as const) : (['anchor', 'tag'] as const)) {
      if (!this.is(type)) continue;
      const token = this.scanner.take();
      if (type === 'anchor') anchor = token.value ?? '';
      else tag = this.tagOf(token);
    }
    return { anchor, tag };
  }

  private tagOf({ start, value: handle = '', suffix = '' }: Token): string {
    if (handle === '') return suffix;
    const prefix = this.handles.get(handle) ?? '';
    if (prefix + suffix === '' || !this.handles.has(handle)) {
      throw this.problem(`the handle '${handle}' of a tag is not known`, start);
    }
    return prefix + suffix;
  }

  private readonly firstBlockItem: State = () => {
    this.scanner.take();
    return this.blockItem();
  };

  private readonly blockItem: State = () => {
    if (this.is('block-entry')) return this.after(['block-entry', 'block-end'], this.blockItem, false);
    if (this.is('block-end')) return this.end();
    throw this.problem("'- ' is expected here, or less indentation");
  };

  private readonly indentlessItem: State = () => {
    const ends = ['block-entry', 'key', 'value', 'block-end'] as const;
    if (this.is('block-entry')) return this.after(ends, this.indentlessItem, false);
    return this.leave({ type: 'end', start: this.scanner.peek().start });
  };

  private readonly firstBlockKey: State = () => {
    this.scanner.take();
    return this.blockKey();
  };

  private readonly blockKey: State = () => {
    if (this.is('key')) return this.after(['key', 'value', 'block-end'], this.blockValue, true);
    if (this.is('block-end')) return this.end();
    throw this.problem('a key is expected here, or less indentation');
  };

  private readonly blockValue: State = () => {
    if (this.is('value')) return this.after(['key', 'value', 'block-end'], this.blockKey, true);
    return this.nothing(this.blockKey);
  };

  /** The node behind an indicator; nothing, if one of `ends` follows. */
  private after(ends: readonly Token['type'][], state: State, indentless: boolean): Event {
    const { start } = this.scanner.take();
    if (ends.includes(this.scanner.peek().type)) return this.nothing(state, start + 1);
    this.states.push(state);
    return this.node(true, indentless);
  }

  private readonly firstFlowItem: State = () => {
    this.scanner.take();
    return this.flowItemOrEnd();
  };

  private readonly flowItem: State = () => {
    if (!this.is('flow-sequence-end')) this.comma("',' or ']'");
    return this.flowItemOrEnd();
  };

  private flowItemOrEnd(): Event {
    if (this.is('flow-sequence-end')) return this.end();
    if (!this.is('key')) return this.flowNode(this.flowItem);
    const { start } = this.scanner.take();
    this.state = this.flowPairKey;
    return event({ type: 'mapping', start });
  }

  /** `[a: b]` is `[{a: b}]`. */
  private readonly flowPairKey: State = () => {
    if (!this.isAny('value', 'flow-entry', 'flow-sequence-end')) return this.flowNode(this.flowPairValue);
    // That this steps over what follows is a mistake of the library.
    const { start } = this.scanner.take();
    return this.nothing(this.flowPairValue, start + 1);
  };

  private readonly flowPairValue: State = () => {
    if (this.is('value')) {
      this.scanner.take();
      if (!this.isAny('flow-entry', 'flow-sequence-end')) return this.flowNode(this.flowPairEnd);
    }
    return this.nothing(this.flowPairEnd);
  };

  private readonly flowPairEnd: State = () => {
    this.state = this.flowItem;
    return event({ type: 'end', start: this.scanner.peek().start });
  };

  private readonly firstFlowKey: State = () => {
    this.scanner.take();
    return this.flowKeyOrEnd();
  };

  private readonly flowKey: State = () => {
    if (!this.is('flow-mapping-end')) this.comma("',' or '}'");
    return this.flowKeyOrEnd();
  };

  private flowKeyOrEnd(): Event {
    if (this.is('flow-mapping-end')) return this.end();
    if (!this.is('key')) return this.flowNode(this.noFlowValue);
    this.scanner.take();
    if (!this.isAny('value', 'flow-entry', 'flow-mapping-end')) return this.flowNode(this.flowValue);
    return this.nothing(this.flowValue);
  }

  private readonly flowValue: State = () => {
    if (this.is('value')) {
      this.scanner.take();
      if (!this.isAny('flow-entry', 'flow-mapping-end')) return this.flowNode(this.flowKey);
    }
    return this.nothing(this.flowKey);
  };

  private readonly noFlowValue: State = () => this.nothing(this.flowKey);

  private flowNode(state: State): Event {
    this.states.push(state);
    return this.node(false, false);
  }

  private comma(wanted: string): void {
    if (!this.is('flow-entry')) throw this.problem(`${wanted} is expected here`);
    this.scanner.take();
  }

  private end(): Event {
    return this.leave({ type: 'end', start: this.scanner.take().start });
  }

  /** Nothing stands where something could. */
  private nothing(state: State, start = this.scanner.peek().start): Event {
    this.state = state;
    return event({ type: 'scalar', start, plain: true });
  }

  private empty(start: number): Event {
    return this.leave({ type: 'scalar', start, plain: true });
  }

  /** Goes back to what the event stands in. */
  private leave(fields: EventFields): Event {
    this.state = this.states.pop() ?? this.state;
    return event(fields);
  }

  private is(type: Token['type']): boolean {
    return this.scanner.peek().type === type;
  }

  private isAny(...types: readonly Token['type'][]): boolean {
    return types.includes(this.scanner.peek().type);
  }

  private problem(reason: string, offset = this.scanner.peek().start): SyntaxProblem {
    return new SyntaxProblem(offset, reason);
  }
}
