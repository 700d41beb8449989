/** Names of objects that are made, each once. */
export class Names {
  private readonly taken = new Set<string>();

  /** A name that is not taken: the wanted one, or with a number. Upper and lower case, dots and stars become what names are made of. */
  take(wanted: string, scope = ''): string {
    const base = slug(wanted);
    let name = base;
    for (let count = 2; this.taken.has(`${scope}/${name}`); count++) name = `${base}-${count}`;
    this.taken.add(`${scope}/${name}`);
    return name;
  }
}

/** `*.shop.example.com` -> `any-shop-example-com`; at most 63 characters, of which the last ones are left out. */
export function slug(text: string): string {
  const plain = text
    .toLowerCase()
    .replace(/^\*/, 'any')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  return plain.slice(0, MAX_NAME).replace(/-$/, '') || 'all';
}

/** Room for a number behind it. */
const MAX_NAME = 58;
