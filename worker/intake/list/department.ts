/** Department of the list, looked for in the declared order. */

import type { Sheet } from '../files/sheet.ts'
import { lineOf } from '../files/text.ts'
import type { Header } from './header.ts'
import type { Item } from './items.ts'
import type { Mapping } from './mapping.schema.ts'

/** Name of the department for each item of a sheet, or null where nothing names one. */
export function departmentsOf(
  items: readonly Item[],
  sheet: Sheet,
  header: Header,
  { department }: Mapping,
): (item: Item) => string | null {
  const patterns = department.patterns.map((pattern) => new RegExp(pattern, 'u'))
  const generic = department.generic.map((pattern) => new RegExp(pattern, 'u'))
  const named = (text: string | undefined): string | null => {
    const name = lineOf(text ?? '')
    return name === '' || generic.some((pattern) => pattern.test(name)) ? null : name
  }
  const match = (text: string): string | null => {
    const line = lineOf(text.normalize('NFKC'))
    for (const pattern of patterns) {
      const name = named(pattern.exec(line)?.[1])
      if (name !== null) return name
    }
    return null
  }
  const printed = (item: Item, fields: readonly string[]): string | null =>
    fields.map((field) => named(item.texts.get(field))).find((name) => name !== null) ?? null

  const whole = new Map<string, string | null>()
  const ofWhole = (from: 'title' | 'sheet' | 'file' | 'most'): string | null => {
    const found = whole.get(from)
    if (found !== undefined) return found
    const name =
      from === 'title'
        ? (header.titles.map(match).find((one) => one !== null) ?? null)
        : from === 'most'
          ? mostOf(items.map((item) => printed(item, department.most)))
          : match(from === 'sheet' ? sheet.name : sheet.file.replace(/\.[^.]*$/, ''))
    whole.set(from, name)
    return name
  }
  return (item) => {
    for (const from of department.from) {
      const name = from === 'column' ? printed(item, department.columns) : ofWhole(from)
      if (name !== null) return name
    }
    return null
  }
}

/** The name that stands most often; of equals, the first. */
function mostOf(names: readonly (string | null)[]): string | null {
  const counts = new Map<string, number>()
  for (const name of names) if (name !== null) counts.set(name, (counts.get(name) ?? 0) + 1)
  return (
    [...counts].reduce<[string, number] | null>(
      (best, one) => (best === null || one[1] > best[1] ? one : best),
      null,
    )?.[0] ?? null
  )
}
