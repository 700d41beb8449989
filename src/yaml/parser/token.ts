/** A piece of YAML with a meaning of its own, and those that only indentation tells. */
export interface Token {
  readonly type:
    | 'alias'
    | 'anchor'
    | 'block-end'
    | 'block-entry'
    | 'block-mapping'
    | 'block-sequence'
    | 'document-end'
    | 'document-start'
    | 'flow-entry'
    | 'flow-mapping'
    | 'flow-mapping-end'
    | 'flow-sequence'
    | 'flow-sequence-end'
    | 'key'
    | 'scalar'
    | 'stream-end'
    | 'tag'
    | 'tag-directive'
    | 'value'
    | 'version-directive';
  readonly start: number;
  /** Text of a scalar, name of an anchor, handle of a tag, version. */
  readonly value?: string;
  /** Of a tag: what stands behind the handle; of a directive: what the handle stands for. */
  readonly suffix?: string;
  /** A scalar without quotes and not in block style. */
  readonly plain?: boolean;
}
