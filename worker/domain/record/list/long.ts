/** Long lists, as long as a delivery or a ledger: a call has no room for them as arguments. */

/** Adds to a list all of another. */
export function addAll<T>(list: T[], more: Iterable<T>): void {
  for (const one of more) list.push(one)
}

/** The greatest of some numbers and a least one. */
export function greatest(least: number, numbers: Iterable<number>): number {
  let most = least
  for (const one of numbers) if (one > most) most = one
  return most
}
