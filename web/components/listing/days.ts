/** Days that stand in the rows of a list. Pure. */

import { kindOf } from '../../../worker/domain/kinds/table.ts'
import { memberOf } from '../../../worker/domain/record/json.ts'
import { chosenDay, RECORDED } from '../../../worker/domain/record/list/days.ts'
import type { RecordView } from '../../types.ts'
import type { ListData } from './data.ts'

/** The day by which the list is narrowed, or else in whose order it stands, or else the first that its kind has. */
export function shownDay({ kind, chosen, sort }: Pick<ListData, 'kind' | 'chosen' | 'sort'>): string {
  const { days, usual } = kindOf(kind)
  const names = [...Object.keys(days), RECORDED]
  const narrowed = chosen.from || chosen.to ? (chosen.date ?? names[0]) : null
  const ordered = (sort ?? usual).replace(/^-/, '')
  return narrowed ?? names.find((name) => name === ordered) ?? names[0] ?? RECORDED
}

/** The date of a record, as precise as it is known; null where it has none. */
export function dateOf({ kind, state, recorded }: RecordView, name: string): string | null {
  const day = name === RECORDED ? null : chosenDay(kindOf(kind).days, name)
  if (day === null) return 'listed' in state ? state.listed : recorded
  const places: readonly object[] = [
    state,
    ...(state.kind === 'decision' && state.ruling !== null ? [state.ruling] : []),
  ]
  for (const place of places) {
    const value = memberOf(place, day.field)
    if (typeof value === 'string' && value !== '') return value
  }
  return null
}
