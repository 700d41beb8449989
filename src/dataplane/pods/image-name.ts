/** The name of an image, without its registry, tag and digest. */
export function imageName(image: string): string {
  const [name = ''] = image.slice(image.lastIndexOf('/') + 1).split(/[:@]/, 1);
  return name;
}
