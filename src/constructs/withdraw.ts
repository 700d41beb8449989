import type { IConstruct } from 'constructs';

/** Takes a construct that is refused out of its tree, so that somebody who catches the error finds the tree as it was. */
export function withdraw({ node: { scope, id } }: IConstruct): void {
  scope?.node.tryRemoveChild(id);
}
