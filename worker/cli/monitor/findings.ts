/** Watched rules, run over the mirror: what they find is a reason to look, and each finding is told once. */
import type { Rule } from '../../domain/rules/rule.ts'
import { ruleOf } from '../../domain/rules/rules.ts'
import { NO_VERDICT } from '../../domain/rules/words.ts'
import { openMirror } from '../../machine/mirror-site.ts'
import type { Finding } from '../../services/inspection/inspection.ts'
import { type Alarm, alarm } from './alarm.ts'

/** Findings of one rule that are told one by one; of more, their number. */
const MOST = 20

/**
 * Runs rules over a mirror.
 *
 * @param dir the folder of the mirror
 */
export async function findingsOf(dir: string, rules: readonly Rule[], now: () => Date): Promise<Alarm[]> {
  const mirror = await openMirror(dir, now)
  const found: Finding[] = []
  try {
    await mirror.services.inspection.inspect({ rules, onFinding: (finding) => found.push(finding) })
  } finally {
    await mirror.close()
  }
  return found.map(newsOf)
}

/** News of findings, each by itself; of many of one rule, their number. */
export function toldOf(news: readonly Alarm[]): Alarm[] {
  const byRule = new Map<string, Alarm[]>()
  for (const one of news) {
    const [rule = ''] = one.about.split(' ')
    byRule.set(rule, [...(byRule.get(rule) ?? []), one])
  }
  return [...byRule].flatMap(([rule, list]) => (list.length <= MOST ? list : [manyOf(rule, list)]))
}

/** By ids alone: no word of a record goes into the memory of a monitor. */
function newsOf({ rule, subject, inputs }: Finding): Alarm {
  const name = ruleOf(rule)?.name ?? { zh: '', en: '' }
  const last = inputs.at(-1) ?? null
  return alarm(
    'finding',
    {
      zh: `规则 ${rule}（${name.zh}）发现：${subject}。${NO_VERDICT.zh}`,
      en: `Rule ${rule} (${name.en}) finds: ${subject}. ${NO_VERDICT.en}`,
    },
    { index: last, record: subject, about: `${rule} ${subject} ${inputs.join(',')}` },
  )
}

function manyOf(rule: string, { length }: readonly Alarm[]): Alarm {
  const name = ruleOf(rule)?.name ?? { zh: '', en: '' }
  return alarm(
    'finding',
    {
      zh: `规则 ${rule}（${name.zh}）新发现 ${length} 处。${NO_VERDICT.zh}`,
      en: `Rule ${rule} (${name.en}) finds ${length} more. ${NO_VERDICT.en}`,
    },
    { about: `${rule} ${length}` },
  )
}
