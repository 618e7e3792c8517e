/** The rulebook from the machine itself: which limits hold, where others would have led, and setting them. */
import { priorityScale } from '../../domain/kinds/question/weights.ts'
import { valuesOf } from '../../domain/rules/assess.ts'
import { rules as all } from '../../domain/rules/rules.ts'
import type { Settable } from '../../domain/rules/settable.ts'
import { LOCAL_OPERATOR } from '../../services/roles.ts'
import { dayNamed, settingsNamed } from '../inspect/options.ts'
import { recheckText, trialText } from '../inspect/rules-words.ts'
import { defineCommand } from '../shell/command.ts'
import { handIn } from '../shell/hand-in.ts'
import { LEDGER, withServices } from '../shell/place.ts'
import { progressOn } from '../shell/progress.ts'
import { table } from '../shell/terminal.ts'
import { UsageError } from '../shell/usage.ts'

export const rulesList = defineCommand({
  operands: '',
  options: LEDGER,
  async run({ values, terminal, json }) {
    const state = await withServices(values, terminal, ({ rulebook }) => rulebook.state())
    const settings = state?.settings ?? {}
    const rows = [...all, priorityScale].flatMap((rule: Settable) => {
      const numbers = valuesOf(rule, { settings })
      return Object.entries(rule.parameters).map(([name, { default: usual, least, most, unit }]) => ({
        rule: rule.id,
        parameter: name,
        value: numbers[name] ?? usual,
        usual,
        least,
        most,
        unit,
      }))
    })
    if (values.json === true) json({ rules: state?.rules ?? {}, settings, limits: rows })
    else
      terminal.out(
        table(
          ['参数 parameter', '现行 in force', '默认 default', '范围 range', '单位 unit'],
          rows.map(({ rule, parameter, value, usual, least, most, unit }) => [
            `${rule}.${parameter}`,
            value === usual ? value : `${value} *`,
            usual,
            `${least}–${most}`,
            unit.zh,
          ]),
        ),
      )
    return 0
  },
})

/** One rule and what was typed for it. @throws UsageError unless it is exactly one */
function oneRule(typed: readonly string[]): { id: string; values: { [parameter: string]: number } } {
  const [one, ...others] = Object.entries(settingsNamed(typed.join(',')))
  if (one !== undefined && others.length === 0) return { id: one[0], values: one[1] }
  throw new UsageError({
    zh: '请给出一条规则的参数，如 M01.long=60。',
    en: 'Give limits of one rule, such as M01.long=60.',
  })
}

export const rulesTry = defineCommand({
  operands: 'P=N…',
  options: {
    ...LEDGER,
    'as-of': {
      type: 'string',
      value: 'DATE',
      words: { zh: '按哪一天判断（默认今天）', en: 'the day for which to assess (default: today)' },
    },
  },
  async run({ values, positionals, terminal, json }) {
    const { id, values: given } = oneRule(positionals)
    const asOf = dayNamed(values['as-of'])
    const progress = progressOn(terminal)
    try {
      const trial = await withServices(values, terminal, ({ trial: { try: attempt } }) =>
        attempt(LOCAL_OPERATOR, id, given, {
          asOf,
          patient: true,
          onProgress: (done, of) => progress.at(done, of, '试算 trial'),
        }),
      )
      progress.end()
      if (values.json === true) json(trial)
      else terminal.out(trialText(trial))
      return 0
    } finally {
      progress.end()
    }
  },
})

export const rulesSet = defineCommand({
  operands: 'P=N…',
  options: {
    ...LEDGER,
    reason: { type: 'string', value: 'TEXT', words: { zh: '为什么（必填）', en: 'why (required)' } },
  },
  async run({ values, positionals, terminal, json }) {
    const { id, values: given } = oneRule(positionals)
    const { reason } = values
    if (reason === undefined) throw new UsageError({ zh: '请给出 --reason。', en: 'Give --reason.' })
    const target = { kind: 'rulebook', verb: 'set', record: null, title: `规则 ${id} 的参数` }
    const draft = await withServices(values, terminal, (services) =>
      handIn(services, target, { rule: id, values: given, reason }),
    )
    if (values.json === true) json({ rule: id, values: given, draft: draft.id })
    else terminal.out(`${id}：草稿 ${draft.id} 待纪检监察员审核。Waits for an inspector.\n`)
    return 0
  },
})

export const recheck = defineCommand({
  operands: 'FLAG…',
  options: LEDGER,
  notes: [
    {
      zh: '退出码 1：至少有一条预警没有得出同样的结果。',
      en: 'Exit code 1: of at least one flag the rule makes something else.',
    },
  ],
  async run({ values, positionals, terminal, json }) {
    if (positionals.length === 0)
      throw new UsageError({ zh: '请给出预警的编号。', en: 'Give the id of a flag.' })
    const progress = progressOn(terminal)
    try {
      const made = await withServices(values, terminal, async (services) => {
        const list = []
        for (const id of positionals)
          list.push(await services.recheck(id, (done, of) => progress.at(done, of, '复算 recheck')))
        return list
      })
      progress.end()
      if (values.json === true) json(made)
      else terminal.out(made.map(recheckText).join(''))
      return made.every(({ agrees }) => agrees) ? 0 : 1
    } finally {
      progress.end()
    }
  },
})
