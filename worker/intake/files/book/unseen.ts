/** Rows and columns that a workbook hides: they are read as any others, and told. */
import type { Words } from '../../../domain/record/problem.ts'
import { columnLetters, type Sheet } from '../sheet.ts'

/** Numbers of rows, and of columns, from 0. */
export interface Unseen {
  rows: Set<number>
  columns: Set<number>
}

/** The parts of a workbook by their paths. */
export type Parts = ReadonlyMap<string, Uint8Array>

/** Bytes that are looked at in one go, and those of which each piece repeats the last: no tag is longer. */
const PIECE = 1 << 20
const OVERLAP = 2000
const TAG = /<(?:\w+:)?(row|col)\s([^>]*)>/g

/** The hidden rows and columns of the n-th sheet of a workbook in XML; none where its part is not found. */
export function unseenIn(parts: Parts, n: number): Unseen {
  const found: Unseen = { rows: new Set(), columns: new Set() }
  const part = partOf(parts, n)
  if (part === null) return found
  const decoder = new TextDecoder('latin1')
  for (let at = 0; at < part.length; at += PIECE - OVERLAP) {
    const piece = decoder.decode(part.subarray(at, at + PIECE))
    if (!piece.includes('hidden=')) continue
    for (const [, tag, told = ''] of piece.matchAll(TAG)) {
      if (!/\bhidden="(?:1|true)"/.test(told)) continue
      const number = (name: string): number => Number(new RegExp(`\\b${name}="(\\d+)"`).exec(told)?.[1] ?? 0)
      if (tag === 'row') found.rows.add(number('r') - 1)
      else
        for (let c = number('min'); c <= Math.min(number('max'), LAST_COLUMN); c += 1)
          found.columns.add(c - 1)
    }
  }
  return found
}

/** The last column that a workbook may have. */
const LAST_COLUMN = 16_384

/** The part of the n-th sheet, by the relations of the workbook. */
function partOf(parts: Parts, n: number): Uint8Array | null {
  const textOf = (ending: RegExp): string => {
    const path = [...parts.keys()].find((one) => ending.test(one))
    return path === undefined ? '' : new TextDecoder().decode(parts.get(path))
  }
  const sheets = textOf(/(?:^|\/)xl\/workbook\.xml$/).match(/<(?:\w+:)?sheet\s[^>]*>/g) ?? []
  const id = /\bid="([^"]*)"/.exec(sheets[n]?.replace(/\bsheetId="[^"]*"/, '') ?? '')?.[1]
  const relations = textOf(/(?:^|\/)xl\/_rels\/workbook\.xml\.rels$/).match(/<Relationship\s[^>]*>/g) ?? []
  const relation = relations.find((one) => id !== undefined && one.includes(`Id="${id}"`))
  const target = /\bTarget="([^"]*)"/.exec(relation ?? '')?.[1]?.replace(/^\/?(?:xl\/)?/, '')
  const path = [...parts.keys()].find((one) => target !== undefined && one.endsWith(`xl/${target}`))
  return path === undefined ? null : (parts.get(path) ?? null)
}

/** Columns that are named; more of them say nothing more. */
const NAMED = 10

/** Words on what is hidden of a sheet and holds something; null where nothing is. */
export function unseenWords({ cells, unseen }: Pick<Sheet, 'cells' | 'unseen'>): Words | null {
  if (unseen === undefined) return null
  const stands = (text: string | undefined): boolean => (text ?? '').trim() !== ''
  const rows = [...unseen.rows].filter((row) => cells[row]?.some(stands))
  const columns = [...unseen.columns].filter((column) => cells.some((row) => stands(row[column])))
  if (rows.length === 0 && columns.length === 0) return null
  const letters = columns.slice(0, NAMED).map(columnLetters).join(', ')
  const more = columns.length > NAMED ? ' …' : ''
  const zh = [
    ...(rows.length === 0 ? [] : [`${rows.length} 行`]),
    ...(columns.length === 0 ? [] : [`${columns.length} 列（${letters}${more}）`]),
  ]
  const en = [
    ...(rows.length === 0 ? [] : [`${rows.length} hidden rows`]),
    ...(columns.length === 0 ? [] : [`${columns.length} hidden columns (${letters}${more})`]),
  ]
  return {
    zh: `表里隐藏的 ${zh.join('和 ')}也读了：不应公开的，请先从文件中删去`,
    en: `${en.join(' and ')} of the sheet were read as well: what is not to be public has to be deleted from the file`,
  }
}
