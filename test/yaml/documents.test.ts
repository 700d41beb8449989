import { splitDocuments } from '../../src/yaml/documents';

const split = (text: string) => [...splitDocuments(text)].map(({ start, end }) => text.slice(start, end));

describe('splitDocuments', () => {
  it.each([
    ['', ['']],
    ['a: 1\n', ['a: 1\n']],
    ['a: 1\n---\nb: 2\n', ['a: 1\n', '---\nb: 2\n']],
    ['---\na: 1\n---\nb: 2\n', ['---\na: 1\n', '---\nb: 2\n']],
    ['a: 1\r\n---\r\nb: 2\r\n', ['a: 1\r\n', '---\r\nb: 2\r\n']],
    ['# c\n\n---\na: 1\n', ['# c\n\n---\na: 1\n']],
    ['%YAML 1.1\n---\na: 1\n', ['%YAML 1.1\n---\na: 1\n']],
    ['---\n--- \r\n\n---\na: 1\n', ['---\na: 1\n']],
    ['# c\n%YAML 1.1\n# d\n---\n---\na: 1\n', ['# c\n%YAML 1.1\n# d\n---\n', '---\na: 1\n']],
    ['a: 1\n--- # c\nb: 2\n---', ['a: 1\n', '--- # c\nb: 2\n', '---']],
    ['a: |\n  x\n  ---\n  y\n', ['a: |\n  x\n  ---\n  y\n']],
    ['a: ---\n----\n', ['a: ---\n----\n']],
  ])('%j', (text, documents) => expect(split(text)).toEqual(documents));
});
