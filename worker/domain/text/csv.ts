/**
 * Beginning of a cell that a spreadsheet runs or passes over, be it in full width; and apostrophes before it.
 */
const RUN = /^'*[=+\-@＝＋－＠\t\r\n]/

/** The text of a cell that was guarded by {@link csvCell}, as it was before. */
export function unguarded(cell: string): string {
  return cell.startsWith("'") && RUN.test(cell) ? cell.slice(1) : cell
}

/**
 * Quotes a cell, and keeps a spreadsheet from running it: what opens with = + - @ (also in full width), a tab or a
 * line feed gets an apostrophe, which {@link unguarded} takes away again.
 *
 * @param delimiter the mark between cells
 */
export function csvCell(value: string | null, delimiter = ','): string {
  const text = value ?? ''
  const safe = RUN.test(text) ? `'${text}` : text
  return safe.includes(delimiter) || /["\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** One row of a file. */
export const csvLine = (cells: readonly (string | null)[], delimiter = ','): string =>
  `${cells.map((cell) => csvCell(cell, delimiter)).join(delimiter)}\r\n`
