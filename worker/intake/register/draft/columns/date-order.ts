/** Day before month or month before day, where a column alone cannot tell: another of the same file may. */
import { turned } from '../../dates/format.ts'
import { type Column, isOpen } from './profile-column.ts'

/** Marks between the numbers of a date, and the digits of its year: what columns of one hand have in common. */
const styleOf = (format: string): string => format.replace(/dd|mm/g, '')

/** The columns, with those that could be read either way in the order that others of their style prove. */
export function settleOrder(columns: readonly Column[]): Column[] {
  const proofs = columns.flatMap(({ name, formats, values }) =>
    formats
      .filter((format) => turned(format) !== null && !isOpen(format, values))
      .map((format) => ({ name, format })),
  )
  return columns.map((column): Column => {
    if (!column.ambiguous) return column
    const said = inOrderOf(column)
    if (said !== null) return { ...column, formats: said, ambiguous: false, provenBy: column.name }
    let provenBy: string | null = null
    const formats = column.formats.map((format) => {
      if (!isOpen(format, column.values)) return format
      const same = proofs.filter((proof) => styleOf(proof.format) === styleOf(format))
      const [proof] = same
      if (proof === undefined || same.some((one) => one.format !== proof.format)) return format
      provenBy = proof.name
      return proof.format
    })
    return provenBy === null ? column : { ...column, formats, ambiguous: false, provenBy }
  })
}

/** Orders that a header names: MM/DD/YYYY; and day first in the letters of other languages, as JJ/MM/AAAA, TT.MM.JJJJ. */
const MONTH_FIRST = /(?:^|[^a-z])m{1,2}\s?[-/.]\s?[dtjg]{1,2}\s?[-/.]\s?[yaj]/iu
const DAY_FIRST = /(?:^|[^a-z])[dtjg]{1,2}\s?[-/.]\s?m{1,2}\s?[-/.]\s?[yaj]/iu

/** Formats of a column in the order that its own header names; null where it names none. */
function inOrderOf({ name, formats, values }: Column): string[] | null {
  const first = MONTH_FIRST.test(name) ? 'mm' : DAY_FIRST.test(name) ? 'dd' : null
  if (first === null) return null
  return formats.map((format) =>
    isOpen(format, values) && !format.startsWith(first) ? (turned(format) ?? format) : format,
  )
}
