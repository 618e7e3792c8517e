/** What a misspelt word of a mapping may have meant, from the schema itself. */

/** The keys that the schema knows at a path. */
export function keysAt(schema: unknown, path: readonly PropertyKey[]): string[] {
  const parts = new Map<string, unknown>(Object.entries(schema ?? {}))
  const [key, ...rest] = path
  if (key === undefined) {
    const named = Object.keys(parts.get('properties') ?? {})
    return named.length > 0 ? named : codesOf(parts.get('propertyNames'))
  }
  const properties = new Map<string, unknown>(Object.entries(parts.get('properties') ?? {}))
  return keysAt(properties.get(String(key)) ?? parts.get('items') ?? parts.get('additionalProperties'), rest)
}

function codesOf(schema: unknown): string[] {
  const codes = new Map<string, unknown>(Object.entries(schema ?? {})).get('enum')
  return Array.isArray(codes) ? codes.map(String) : []
}

/** The known word that a misspelt one was probably meant to be. */
export function nearest(word: string, known: readonly string[]): string | null {
  const [best] = known
    .map((key) => ({ key, distance: distance(word, key) }))
    .sort((a, b) => a.distance - b.distance)
  return best !== undefined && best.distance <= Math.max(2, word.length / 3) ? best.key : null
}

/** Levenshtein distance. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[b.length] ?? 0
}
