/** English counts: the number with its noun, in the singular for one. */
export function many(n: number, one: string, more = `${one}s`): string {
  return `${n} ${n === 1 ? one : more}`
}
