/** Findings for which a flag can be raised: of one record, of a kind that flags are about, by a rule that is for the public. */
import { flaggedKinds, kindOfRecord } from '../../domain/kinds/table.ts'
import { refuse } from '../../domain/record/guard.ts'
import type { Rule } from '../../domain/rules/rule.ts'

interface Found {
  about: 'record' | 'group'
  subject: string
}

/** True where `requireRaisable` lets pass. @param rule null for a flag that no rule raised */
export function isRaisable(rule: Pick<Rule, 'id' | 'audience'> | null, { about, subject }: Found): boolean {
  return rule?.audience === 'public' && about === 'record' && isFlagged(subject)
}

/** @throws Problem `not_allowed` for a finding that no public flag is raised for */
export function requireRaisable({ id, audience }: Pick<Rule, 'id' | 'audience'>, { subject }: Found): void {
  if (audience !== 'public')
    throw refuse(
      'not_allowed',
      `规则 ${id} 的发现涉及个人或只是统计，不公开触发预警。`,
      `What the rule ${id} finds concerns persons or is statistics alone: no public flag is raised for it.`,
      'rule',
    )
  if (!isFlagged(subject))
    throw refuse(
      'not_allowed',
      `${subject} 是不能被预警的记录：请在它自己的页面上处理。`,
      `No flag is raised about ${subject}, a record of this kind: see to it on its own page.`,
      'subject',
    )
}

function isFlagged(subject: string): boolean {
  const kind = kindOfRecord(subject)
  return kind !== null && flaggedKinds.includes(kind)
}
