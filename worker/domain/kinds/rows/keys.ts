/** Keys of a ledger as its own entries made them, for whoever holds those entries as rows. */
import { type Fields, objectOf } from '../../record/json.ts'
import { type Closing, closingIn, type HeldKey, keysAfter } from '../ledger/ledger.ts'

/** An entry of a ledger about its keys, with the text of its body. */
export interface KeyRow {
  kind: string
  index: number
  content: string
}

/** Keys by those entries, in the order of the log; none where the ledger never changed its key. Total for any content. */
export function keysOf(rows: readonly KeyRow[]): HeldKey[] {
  return rows.reduce<HeldKey[]>(
    (keys, { kind, index, content }) => keysAfter(keys, kind, index, fieldsOf(content)),
    [],
  )
}

/** The end of a ledger by those entries; null while entries are recorded. Total for any content. */
export function closingOf(rows: readonly KeyRow[]): Closing | null {
  const found = rows.find(({ kind }) => kind === 'ledger.closed')
  return found === undefined ? null : closingIn(found.index, fieldsOf(found.content))
}

function fieldsOf(content: string): Fields {
  try {
    return objectOf(JSON.parse(content))
  } catch {
    return {}
  }
}
