import { type Kind, none } from '../../record/kind.ts'
import { listed } from '../../record/list/listed.ts'
import { applyToLedger, type LedgerState, summariseLedger } from './ledger.ts'

/** 账本自身 */
export const ledger = {
  kind: 'ledger',
  prefix: 'led-',
  id: /^self$/,
  list: null,
  version: 2,
  first: 'described',
  fields: null,
  acts: [],
  face: null,
  history: {},
  binding: [],
  formal: {},
  held: {},
  ...listed({ flagged: false, altered: false }),
  form: null,
  apply: applyToLedger,
  summarise: summariseLedger,
  search: none,
  links: none,
  dates: none,
} as const satisfies Kind<'ledger', LedgerState>
