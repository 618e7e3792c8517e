/** 线索: a lead that nobody handles yet opens a case; nothing of it is public, and nothing tells who sent it. */
import type { CaseAct } from '../../domain/case/acts.ts'
import { openShape } from '../../domain/case/acts.ts'
import { parseShape } from '../../domain/input/shape.schema.ts'
import { ledgerDay } from '../../domain/record/date.ts'
import { json, refuse } from '../../domain/record/guard.ts'
import { newCaseId } from '../../domain/record/ids.ts'
import { PUBLIC } from '../../domain/record/spoken/public.ts'
import type { StoredCaseAct } from '../../store/cases.ts'
import type { Ledger } from '../open.ts'
import type { CaseSealing } from '../sealing/cases.ts'

export interface Lead {
  title: string
  lead: string
  /** Departments that it concerns, where that is known. */
  departments?: readonly string[]
}

/** @throws Problem `unavailable` where the operator has provided no key */
export function sealingOf({ caseSealing }: Pick<Ledger, 'caseSealing'>): CaseSealing {
  if (caseSealing !== null) return caseSealing
  throw refuse(
    'unavailable',
    '本账本尚未启用核查：须由运维提供密钥（CASES_KEY）。',
    'Cases are not set up here: the operator has to provide a key (CASES_KEY).',
  )
}

/** The row of one line of a file, sealed. @param key the idempotency key of the request */
export async function caseRow(
  ledger: Pick<Ledger, 'caseSealing' | 'now'>,
  act: Omit<CaseAct, 'at'>,
  key: string | null,
): Promise<Omit<StoredCaseAct, 'n'>> {
  const at = ledger.now().toISOString()
  return { at, day: ledgerDay(at), ...(await sealingOf(ledger).seal({ ...act, at }, key)) }
}

/** The first line of a case that a lead opens. Nobody is its handler until an inspector is assigned. @throws Problem `invalid` */
export function leadAct({ random }: Pick<Ledger, 'random'>, given: Lead): Omit<CaseAct, 'at'> {
  const body = parseShape(openShape, json({ ...given, source: 'report', declaration: '-', conflict: false }))
  return { case: newCaseId(random), seq: 1, event: 'opened', account: PUBLIC.account, body }
}
