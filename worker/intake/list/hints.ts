/** Hints at the word that a misspelt word of a mapping may have meant, from the schema itself. */

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
