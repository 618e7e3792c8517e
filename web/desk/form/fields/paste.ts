/** Rows from lines that were pasted: the parts of a line go to the fields in order. Pure. */
import type { Spec, Specs } from '../../../../worker/domain/record/shape.ts'
import type { Json } from '../../../types.ts'
import type { Fields } from './value.ts'

/**
 * @param codeOf the code that a word stands for in a field; null when it stands for none
 */
export function rowsOfLines(
  text: string,
  specs: Specs,
  names: readonly string[],
  codeOf: (field: string, word: string) => string | null,
): Fields[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => rowOfLine(line, specs, names, codeOf))
}

function rowOfLine(
  line: string,
  specs: Specs,
  names: readonly string[],
  codeOf: (field: string, word: string) => string | null,
): Fields {
  const row: Fields = {}
  const parts = line.split(/\t|[,，、;；]/).map((part) => part.trim())
  const open = [...names]
  for (const part of parts) {
    if (part === '') {
      open.shift()
      continue
    }
    // A word of a vocabulary goes where it belongs, whatever stands between.
    const at = open.findIndex((name) => jsonOf(specs[name], name, part, codeOf) !== null)
    const name = open[at]
    if (name === undefined) continue
    const value = jsonOf(specs[name], name, part, codeOf)
    if (value !== null) row[name] = value
    open.splice(0, at + 1)
  }
  return row
}

function jsonOf(
  spec: Spec | undefined,
  name: string,
  part: string,
  codeOf: (field: string, word: string) => string | null,
): Json {
  switch (spec?.is) {
    case 'text':
      return part
    case 'code':
      return codeOf(name, part)
    case 'number':
      return /^-?\d+(?:\.\d+)?$/.test(part) ? Number(part) : null
    case 'date':
      return /^\d{4}(?:-\d{2}){0,2}$/.test(part) ? part : null
    default:
      return null
  }
}
