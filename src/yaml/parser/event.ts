/** What a document consists of, in its order. */
export interface Event {
  readonly type: 'alias' | 'end' | 'mapping' | 'scalar' | 'sequence';
  /** Where its content begins: behind its anchor and tag. */
  readonly start: number;
  /** '' if it has none. */
  readonly anchor: string;
  /** Written out; '' if it has none. */
  readonly tag: string;
  readonly value: string;
  /** A scalar whose text says of what type it is. */
  readonly plain: boolean;
}

export type EventFields = Partial<Event> & Pick<Event, 'type' | 'start'>;

/** An event with what was not given filled in. */
export function event(fields: EventFields): Event {
  const { type, start, anchor = '', tag = '', value = '', plain = false } = fields;
  return { type, start, anchor, tag, value, plain };
}
