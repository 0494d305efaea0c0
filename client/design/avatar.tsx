/** Somebody in two letters, beside their name: drawn rather than said. */
export function Avatar({ name, className = '' }: { name: string; className?: string }) {
  return (
    <span
      data-letters={initialsOf(name)}
      className={`grid size-9 shrink-0 place-items-center rounded-full bg-accent-wash text-sm font-semibold text-accent uppercase before:content-[attr(data-letters)] ${className}`}
    />
  );
}

/** The first letters of the first name and of the last one. */
function initialsOf(name: string): string {
  const words = name.split(/\s+/).filter(Boolean);
  return [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => [...(word ?? '')][0] ?? '').join('');
}
