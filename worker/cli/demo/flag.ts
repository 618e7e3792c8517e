/** Two flags of the fictional city: one that the department has answered, and one that ended with advice. */
import { ledgerDay } from '../../domain/record/date.ts'
import type { Caller } from '../../services/roles.ts'
import type { Services } from '../../services/services.ts'

const DAY_MS = 86_400_000
const ANSWER_DAYS = 15
const REMEDY_DAYS = 60

interface Story {
  /** The rule whose finding is shown. */
  rule: string
  question: string
  answer: { response: string; text: string }
}

/** A legality review that came after the meeting. */
const REVIEW: Story = {
  rule: 'P02',
  question: '合法性审查为何晚于集体讨论？请附送审记录。',
  answer: {
    response: 'partly',
    text: '会前已口头征求法规科意见，书面审查意见补在会后。今后凡无书面意见的，不提请集体讨论。',
  },
}

/** A date that was moved again and again. */
const SLIPPAGE: Story = {
  rule: 'M02',
  question: '完成期限为何一再推迟？请说明原因和现在的把握。',
  answer: { response: 'accept', text: '前期管线情况没有查清。现已逐栋复核，按新的期限可以完成。' },
}

/** Raises the flag as an inspector, asks, and answers as the department. Null where the rule finds nothing. */
async function tell(services: Services, inspector: Caller, { rule, question, answer }: Story) {
  const { flags, queue, acts, ledger } = services
  const call = { actor: inspector }
  const [finding] = (await queue.list(inspector, { rule, limit: 1 })).items
  if (finding === undefined || finding.department === null) return null
  const { records } = await flags.raise(call, { rule, subject: finding.subject })
  const id = records[0]?.id ?? ''
  await acts.act(call, 'flag', 'explanation_requested', id, {
    question,
    answerDue: ledgerDay(new Date(ledger.now().getTime() + ANSWER_DAYS * DAY_MS).toISOString()),
    clock: 'rule',
  })
  const department: Caller = {
    account: `${finding.department.slice('dep-'.length)}-office`,
    role: 'recorder',
    department: finding.department,
  }
  await acts.act({ actor: department }, 'flag', 'responded', id, { by: '办公室', ...answer })
  return id
}

const inspectorOf = (account: string): Caller => ({ account, role: 'inspector', department: null })

/**
 * A flag with the department's answer.
 *
 * @param account of the inspector
 * @returns id of the flag; null where the rule finds nothing
 */
export function openFlag(services: Services, account: string): Promise<string | null> {
  return tell(services, inspectorOf(account), REVIEW)
}

/** A flag that ended with advice, of which a milestone of the department followed. Parameters as for {@link openFlag}. */
export async function advisedFlag(services: Services, account: string): Promise<string | null> {
  const inspector = inspectorOf(account)
  const id = await tell(services, inspector, SLIPPAGE)
  if (id === null) return null
  await services.acts.act({ actor: inspector }, 'flag', 'advised', id, {
    reason: '说明属实，但推迟未事先公开。',
    advice: '凡需推迟的，先公布原因和新的期限，再变更。',
    due: ledgerDay(new Date(services.ledger.now().getTime() + REMEDY_DAYS * DAY_MS).toISOString()),
    acceptanceCriteria: '在建项目的推迟均已补充公布原因。',
  })
  return id
}
