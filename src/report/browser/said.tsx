/** A sentence of ours; what stands in it between backticks is to be written so. */
export function Said({ text }: { readonly text: string }) {
  const parts = text.split('`');
  // Without its end, a backtick is none.
  if (parts.length % 2 === 0) return <>{text}</>;
  return <>{parts.map((part, index) => (index % 2 === 0 ? part : <code key={index}>{part}</code>))}</>;
}
