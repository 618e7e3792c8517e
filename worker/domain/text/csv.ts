/**
 * Quotes a cell, and keeps a spreadsheet from running it: what opens with = + - @ or a tab gets an apostrophe, which
 * readers of these tables take away again.
 *
 * @param delimiter the mark between cells
 */
export function csvCell(value: string | null, delimiter = ','): string {
  const text = value ?? ''
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return safe.includes(delimiter) || /["\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** One row of a file. */
export const csvLine = (cells: readonly (string | null)[], delimiter = ','): string =>
  `${cells.map((cell) => csvCell(cell, delimiter)).join(delimiter)}\r\n`
