import { otherVersions, settingsOf } from '../../domain/kinds/rulebook/rulebook.ts'
import type { Rule } from '../../domain/rules/rule.ts'
import type { Finding } from '../../services/inspection/inspection.ts'
import { LOCAL_OPERATOR } from '../../services/roles.ts'
import { auditPlace } from '../inspect/audit.ts'
import {
  calendarIn,
  dayNamed,
  mergeSettings,
  rulesNamed,
  settingsNamed,
  sizeNamed,
} from '../inspect/options.ts'
import { coverageText, findingText, otherVersionsText } from '../inspect/words.ts'
import { defineCommand } from '../shell/command.ts'
import { LEDGER, placeOf } from '../shell/place.ts'
import { progressOn } from '../shell/progress.ts'

/** The rules that report on the last check of the ledger. */
const AUDITED = new Set(['R03', 'R09'])

const needsAudit = (chosen: readonly Rule[]): boolean => chosen.some(({ id }) => AUDITED.has(id))

export const inspect = defineCommand({
  operands: '[RULE…]',
  options: {
    ...LEDGER,
    rule: {
      type: 'string',
      value: 'ID,…',
      words: { zh: '只用这些规则或这一组，如 P01,M', en: 'these rules alone, or a group: P01,M' },
    },
    'as-of': {
      type: 'string',
      value: 'DATE',
      words: { zh: '按哪一天判断（默认今天）', en: 'the day for which to assess (default: today)' },
    },
    at: {
      type: 'string',
      value: 'SIZE',
      words: {
        zh: '按账本只有这么多条账目时的样子，并用当时的规则参数',
        en: 'as the ledger stood with so many entries, by the limits of that time',
      },
    },
    set: {
      type: 'string',
      value: 'P=N,…',
      words: {
        zh: '改设规则的参数，如 F01.limit=4000000,M01.long=60',
        en: 'other parameters of rules: F01.limit=4000000,M01.long=60',
      },
    },
    calendar: {
      type: 'string',
      value: 'FILE',
      words: {
        zh: '工作日历（JSON；默认为国务院办公厅的安排）',
        en: 'working days as JSON (default: mainland China)',
      },
    },
    lapse: {
      type: 'boolean',
      words: {
        zh: '让已不再发现的预警失效（入账）',
        en: 'let flags lapse whose rule finds nothing any more (entries)',
      },
    },
    findings: { type: 'boolean', words: { zh: '逐条列出发现', en: 'list what was found, one by one' } },
  },
  notes: [
    {
      zh: '每条规则给出：适用多少、能判断多少、发现多少、因何无法判断。缺数据的既不算干净，也不算有问题。发现不是错误，退出码仍为 0。',
      en: 'For each rule: to how much it applies, how much it could assess, what it found, and what stood in the way. A gap looks neither clean nor red. A finding is no failure: the exit code stays 0.',
    },
    {
      zh: '--as-of 只改变“今天是哪一天”：期限按那一天算，此后入账的内容仍然计入；--at 才去掉此后的账目。两者合用，即可重现过去的结果。参数以规则簿所定为准，--set 在其上改设。',
      en: '--as-of only moves “today”: time limits are counted to that day, and what was logged after it still counts; --at leaves out what came after. Together they reproduce what was found then. Limits are those of the rulebook; --set moves them further.',
    },
    {
      zh: '日历的写法：{"name": "…", "from": "2024-01-01", "to": "2026-12-31", "weekend": [0, 6], "holidays": ["2024-07-04"]}',
      en: 'A calendar: {"name": "…", "from": "2024-01-01", "to": "2026-12-31", "weekend": [0, 6], "holidays": ["2024-07-04"]}',
    },
  ],
  async run({ values, positionals, terminal, json }) {
    const place = placeOf(values, terminal)
    const rules = rulesNamed([...(values.rule?.split(',') ?? []), ...positionals])
    const asOf = dayNamed(values['as-of'])
    const until = sizeNamed(values.at)
    const typed = settingsNamed(values.set)
    const calendar = await calendarIn(values.calendar)
    const progress = progressOn(terminal)
    const onProgress =
      (what: string) =>
      (done: number, of: number): void =>
        progress.at(done, of, what)
    const audit = needsAudit(rules) ? await auditPlace(place, onProgress('核验账目 entries')) : null
    const machine = await place.open({ now: terminal.now })
    const findings: Finding[] = []
    try {
      const { rulebook } = machine.services
      const standing = until === undefined ? await rulebook.state() : await rulebook.at(until)
      const settings = mergeSettings(settingsOf(standing), typed)
      const other = otherVersions(standing, rules)
      if (other.length > 0) terminal.err(otherVersionsText(other))
      const inspection = await machine.services.inspection.inspect({
        rules,
        asOf,
        until,
        settings,
        calendar,
        audit,
        onProgress: onProgress('巡检记录 records, twice'),
        onFinding: values.findings === true ? (finding) => findings.push(finding) : undefined,
      })
      const lapsed =
        values.lapse === true ? await machine.services.flags.lapse({ actor: LOCAL_OPERATOR }) : null
      progress.end()
      const checked = audit === null ? null : { whole: audit.whole, size: audit.size, broken: audit.broken }
      if (values.json === true)
        json({
          ...inspection,
          ...(lapsed === null ? {} : { lapsed }),
          audit: checked,
          ...(values.findings === true ? { findings } : {}),
        })
      else {
        terminal.out(`${findings.map(findingText).join('')}${coverageText(inspection, checked)}`)
        if (lapsed !== null)
          terminal.out(`\n失效的预警 lapsed: ${lapsed.length === 0 ? '0' : lapsed.join(' ')}\n`)
      }
      return 0
    } finally {
      progress.end()
      await machine.close()
    }
  },
})
