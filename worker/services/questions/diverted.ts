/**
 * 转为线索: a text of the public that a moderator diverts, since it reports somebody, goes to the inspectors' sealed files, in
 * the transaction of the entry that withholds it, whatever way the decision came: it is said to have been passed on where it
 * was, and stands nowhere else.
 */
import { withholding } from '../../domain/record/spoken/fields.ts'
import { caseActAlong } from '../../store/cases.ts'
import { readHistory } from '../../store/log/entries.ts'
import { caseRow, leadAct } from '../cases/lead.ts'
import type { Ledger } from '../open.ts'
import type { Along, Decision } from '../submit/call.ts'
import { openText } from './load.ts'

const WITHHELD = /^(question|comment)\.withheld$/
/** Letters of a text that stand for the title that it has not. */
const TITLE = 60

/**
 * Rows of the leads that a decision passes on.
 *
 * @throws Problem `unavailable` on a ledger without cases: nothing is said to be passed on that is not
 */
export async function leadsAlong(ledger: Ledger, { drafts }: Pick<Decision, 'drafts'>): Promise<Along> {
  const leads: ReturnType<typeof caseActAlong>[] = []
  for (const { kind, record, department, body } of drafts) {
    if (!WITHHELD.test(kind)) continue
    const { of, onGround } = withholding.read(body)
    if (onGround !== 'diverted') continue
    const text = await openText(ledger, await readHistory(ledger.database, record), of)
    // What was lawfully erased meanwhile is passed on to nobody.
    if (text === null) continue
    const title = text.title ?? [...text.text].slice(0, TITLE).join('')
    const lead = [text.text, ...text.asks].join('\n')
    const act = leadAct(ledger, { title, lead, departments: department === null ? [] : [department] })
    leads.push(caseActAlong(act.case, await caseRow(ledger, act, null)))
  }
  return {
    requires: leads.flatMap(({ requires }) => requires),
    beside: leads.flatMap(({ beside }) => beside),
  }
}
