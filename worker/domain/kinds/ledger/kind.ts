import { type Kind, recordedAlone } from '../../record/kind.ts'
import { applyToLedger, type LedgerState, summariseLedger } from './ledger.ts'

/** 账本自身 */
export const ledger = {
  ...recordedAlone,
  kind: 'ledger',
  prefix: 'led-',
  id: /^self$/,
  version: 3,
  first: 'described',
  apply: applyToLedger,
  summarise: summariseLedger,
} as const satisfies Kind<'ledger', LedgerState>
