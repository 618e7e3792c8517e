/** One flag of the fictional city: what a rule found, what was asked, and what the department says. */
import { dayInChina } from '../../domain/date.ts'
import type { Caller } from '../../services/roles.ts'
import type { Services } from '../../services/services.ts'

/** The rule whose finding the demo shows: a legality review that came after the meeting. */
const RULE = 'P02'
/** 15 days. */
const ANSWER_MS = 15 * 86_400_000

/**
 * Raises the flag as an inspector, and answers it as the department.
 *
 * @param account of the inspector
 * @returns id of the flag; null where the rule finds nothing
 */
export async function openFlag(services: Services, account: string): Promise<string | null> {
  const { flags, queue, acts, ledger } = services
  const inspector: Caller = { account, role: 'inspector', department: null }
  const [finding] = (await queue.list(inspector, { rule: RULE, limit: 1 })).items
  if (finding === undefined || finding.department === null) return null
  const call = { actor: inspector }
  const { records } = await flags.raise(call, { rule: RULE, subject: finding.subject })
  const id = records[0]?.id ?? ''
  await acts.act(call, 'flag', 'explanation_requested', id, {
    question: '合法性审查为何晚于集体讨论？请附送审记录。',
    answerDue: dayInChina(new Date(ledger.now().getTime() + ANSWER_MS).toISOString()),
    clock: 'rule',
  })
  const department: Caller = {
    account: `${finding.department.slice('dep-'.length)}-office`,
    role: 'recorder',
    department: finding.department,
  }
  await acts.act({ actor: department }, 'flag', 'responded', id, {
    response: 'partly',
    by: '办公室',
    text: '会前已口头征求法规科意见，书面审查意见补在会后。今后凡无书面意见的，不提请集体讨论。',
  })
  return id
}
