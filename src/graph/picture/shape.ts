/** An element of a picture, before it is one of a document or of a text. */
export interface Shape {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string | number>>;
  readonly children: readonly (Shape | string)[];
}

export function shape(tag: string, attributes: Shape['attributes'], ...children: readonly (Shape | string)[]): Shape {
  return { tag, attributes, children };
}
