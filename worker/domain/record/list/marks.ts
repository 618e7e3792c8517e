/**
 * Marks by which lists are narrowed, of which a record may have several: each is a bit of one number, the
 * marks of a row, so that a list is narrowed and counted by its index alone. Bits that move raise the version of a kind.
 */

/** Bit of a record with a place that a map can show. */
export const PLACED = 1

/** Codes of the filters of one kind, in the order of their bits, which begin behind {@link PLACED}. */
export type Marked<Name extends string> = { readonly [name in Name]: readonly string[] }

/** A code of a filter, and its bit. A number holds 52 of them beside the first; they are told apart without loss. */
export interface Mark<Name extends string> {
  readonly name: Name
  readonly code: string
  readonly bit: number
}

/** All marks of a kind. */
export function marksIn<Name extends string>(marked: Marked<Name>): Mark<Name>[] {
  const each = (Object.keys(marked) as Name[]).flatMap((name) => marked[name].map((code) => ({ name, code })))
  return each.map((one, at) => ({ ...one, bit: 2 ** (at + 1) }))
}

/** True where a number of marks has a bit. Bits beyond the 32nd are seen as well. */
export function hasMark(marks: number, { bit }: Pick<Mark<string>, 'bit'>): boolean {
  return Math.floor(marks / bit) % 2 === 1
}
