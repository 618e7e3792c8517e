/** World outside as a command sees it: its streams, and the person who may be watching. */
import type { Environment } from '../../machine/environment.ts'

export interface Terminal {
  /** Results: what a pipe wants. */
  out(text: string): void
  /** Progress, warnings, errors. */
  err(text: string): void
  /** All of standard input. */
  read: () => Promise<string>
  /** True if the error stream is a terminal. */
  watched: boolean
  /** Width of that terminal in columns. */
  columns: number
  env: Environment
  now: () => Date
  /** Settles when the user wants a serving command to stop. */
  stopped: () => Promise<void>
}

/** Width of a text in terminal columns: Han and full-width characters take two. */
export function widthOf(text: string): number {
  let width = 0
  for (const char of text)
    width +=
      /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/.test(
        char,
      )
        ? 2
        : 1
  return width
}

/** Text with spaces behind it up to a width in terminal columns; a wider one stays as it is. */
export function padTo(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - widthOf(text)))
}

/** Cuts a text to a number of columns. */
export function cutTo(text: string, width: number): string {
  if (widthOf(text) <= width) return text
  let cut = ''
  let used = 0
  for (const char of text) {
    used += widthOf(char)
    if (used > width - 1) break
    cut += char
  }
  return `${cut}…`
}

/** Columns of text under a header, padded by what a terminal shows; figures to the right. */
export function table(header: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const all = [header, ...rows.map((row) => row.map(String))]
  const widths = header.map((_, column) => Math.max(...all.map((row) => widthOf(row[column] ?? ''))))
  const numeric = header.map(
    (_, column) => rows.length > 0 && rows.every((row) => typeof row[column] === 'number'),
  )
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, column) => {
        const width = widths[column] ?? 0
        return numeric[column] === true
          ? ' '.repeat(Math.max(0, width - widthOf(cell))) + cell
          : padTo(cell, width)
      })
      .join('  ')
      .trimEnd()
  return all.map((row) => `${line(row)}\n`).join('')
}
