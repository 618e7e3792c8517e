/** Names of posts, units and suppliers, as they are compared: written alike but for width, case and spaces. */

/** Empty for a name that is not given. */
export function nameKey(name: string | null | undefined): string {
  return (name ?? '').normalize('NFKC').toLowerCase().replace(/\s+/g, '')
}

/** Keys of some names, for comparing; empty and absent ones are left out. */
export function nameKeys(names: readonly (string | null | undefined)[]): Set<string> {
  return new Set(names.map(nameKey).filter((name) => name !== ''))
}
