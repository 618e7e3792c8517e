import { isCalendarDate } from '../../domain/date.ts'
import type { Rule } from '../../domain/rules/rule.ts'
import { rules } from '../../domain/rules/rules.ts'
import { openMachine } from '../../machine.ts'
import type { Finding } from '../../services/inspection.ts'
import { defineCommand } from '../command.ts'
import { requireLedger } from '../data-folder.ts'
import { coverageText, findingText } from '../inspect-words.ts'
import { progressOn } from '../progress.ts'
import { nearest, UsageError } from '../usage.ts'

export const inspect = defineCommand({
  name: 'inspect',
  operands: '[--rule ID…]',
  summary: { zh: '用预警规则巡检整本账', en: 'Run the red-flag rules over a ledger' },
  options: {
    data: {
      type: 'string',
      value: 'DIR',
      words: { zh: '数据目录（默认 .data）', en: 'data folder (default .data)' },
    },
    rule: {
      type: 'string',
      value: 'ID…',
      words: { zh: '只用这些规则或这一组，如 P01 M', en: 'these rules alone, or a group: P01 M' },
    },
    'as-of': {
      type: 'string',
      value: 'DATE',
      words: { zh: '按哪一天判断（默认今天）', en: 'the day for which to assess (default: today)' },
    },
    findings: { type: 'boolean', words: { zh: '逐条列出发现', en: 'list what was found, one by one' } },
  },
  notes: [
    {
      zh: '每条规则给出：适用多少、能判断多少、发现多少、因何无法判断。缺数据的既不算干净，也不算有问题。',
      en: 'For each rule: to how much it applies, how much it could assess, what it found, and what stood in the way. A gap looks neither clean nor red.',
    },
  ],
  async run({ values, positionals, terminal, json }) {
    const dataDir = values.data ?? '.data'
    const chosen = rulesNamed([...(values.rule?.split(',') ?? []), ...positionals])
    const asOf = values['as-of']
    if (asOf !== undefined && (!isCalendarDate(asOf) || asOf.length !== 10))
      throw new UsageError({
        zh: '--as-of 应为日期，如 2026-03-05。',
        en: '--as-of must be a day such as 2026-03-05.',
      })
    requireLedger(dataDir)
    const progress = progressOn(terminal)
    const machine = await openMachine({ dataDir, now: terminal.now })
    const findings: Finding[] = []
    const asJson = values.json === true
    try {
      const inspection = await machine.services.inspection.inspect({
        rules: chosen,
        asOf,
        onProgress: (done, of) => progress.at(done, of, '巡检 records, twice'),
        ...(values.findings === true
          ? {
              onFinding: (finding: Finding) => {
                if (asJson) findings.push(finding)
                else terminal.out(findingText(finding))
              },
            }
          : {}),
      })
      progress.end()
      if (asJson) json(values.findings === true ? { ...inspection, findings } : inspection)
      else terminal.out(`${values.findings === true ? '\n' : ''}${coverageText(inspection)}`)
      return 0
    } finally {
      progress.end()
      await machine.close()
    }
  },
})

/** @throws UsageError for an id that is none, with the nearest one */
function rulesNamed(names: readonly string[]): readonly Rule[] {
  const wanted = names.map((name) => name.trim().toUpperCase()).filter((name) => name !== '')
  if (wanted.length === 0) return rules
  for (const name of wanted) {
    if (rules.some(({ id, group }) => id === name || group === name)) continue
    const near = nearest(
      name,
      rules.map(({ id }) => id),
    )
    throw new UsageError({
      zh: `没有规则 ${name}${near === null ? '' : `；是否指 ${near}？`}`,
      en: `There is no rule ${name}${near === null ? '' : `; did you mean ${near}?`}`,
    })
  }
  return rules.filter(({ id, group }) => wanted.includes(id) || wanted.includes(group))
}
