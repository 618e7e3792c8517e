/** Gives each text of a list a key of its own, also where the same text stands twice. */
export function keyed(texts: readonly string[]): { key: string; text: string }[] {
  const seen = new Map<string, number>()
  return texts.map((text) => {
    const nth = (seen.get(text) ?? 0) + 1
    seen.set(text, nth)
    return { key: `${nth}#${text}`, text }
  })
}
