import { utils, write } from '@e965/xlsx'
import type { ResponsibilityState } from '../../../worker/domain/kinds/responsibility/state.ts'
import {
  combine,
  type DeliveredRow,
  type Delivery,
  readDelivery,
} from '../../../worker/intake/list/delivery.ts'
import type { CurrentItem } from '../../../worker/intake/list/plan.ts'
import { responsibilityListMapping } from '../../../worker/intake/profiles.ts'

export const mapping = responsibilityListMapping()

/** Rows and columns from 0, both ends included. */
export type Merge = [top: number, left: number, bottom: number, right: number]

export type Cell = string | number | Date | { t: 's' | 'n'; v?: string | number; f?: string }

/** A workbook of one or several sheets, as bytes. */
export function book(
  sheets: { [name: string]: Cell[][] },
  merges: Merge[] = [],
  bookType: 'xlsx' | 'biff8' | 'biff5' = 'xlsx',
): Uint8Array {
  const workbook = utils.book_new()
  for (const [name, rows] of Object.entries(sheets)) {
    const sheet = utils.aoa_to_sheet(rows, { UTC: true })
    sheet['!merges'] = merges.map(([r, c, er, ec]) => ({ s: { r, c }, e: { r: er, c: ec } }))
    utils.book_append_sheet(workbook, sheet, name)
  }
  return new Uint8Array(write(workbook, { type: 'array', bookType }))
}

export function read(bytes: Uint8Array, name = '明川市水务局2024年权责清单.xlsx'): Delivery {
  return combine([readDelivery({ path: name, bytes }, mapping)])
}

export function csv(text: string, name = 'list.csv'): Delivery {
  return read(new TextEncoder().encode(text), name)
}

/** A record as the import of a row would leave it. */
export function currentOf(
  row: DeliveredRow,
  i: number,
  change: Partial<ResponsibilityState> = {},
): CurrentItem {
  const id = `res-${String(i).padStart(10, '0')}`
  const life = { kind: 'responsibility', id, seq: 1, department: 'dep-x', status: 'in_force' } as const
  const dates = { listed: '2024', changed: '2024', corrections: 0, into: [], transferred: [] }
  return { id, seq: 1, state: { ...row.fields, ...life, ...dates, ...change } }
}
