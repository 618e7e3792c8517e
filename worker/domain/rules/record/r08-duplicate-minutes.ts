import type { Step } from '../../kinds/decision/step.ts'
import { practice } from '../../law/laws.ts'
import type { DateText } from '../../record/date.ts'
import { alikeInParts, runsOfAll } from '../../text/similarity.ts'
import { isBefore, type Zoned } from '../measure/dates.ts'
import { indicesOfSteps } from '../measure/inputs.ts'
import { heldOf, stepsOf } from '../measure/procedure-steps.ts'
import { found, groupRule, lacking, notFound } from '../rule.ts'

interface Minutes {
  record: string
  held: DateText | null
  text: string
  input: number
}

/** The text that was written down of a meeting. Its documents are not read: the ledger holds their digests alone. */
function textOf({ note, opinions = [] }: Step): string {
  return [note, ...opinions.map(({ reasons }) => reasons)].join('\n')
}

/** True when two minutes are of two meetings; null when a date is missing or too vague. */
function areApart(calendar: Zoned, one: Minutes, other: Minutes): boolean | null {
  if (one.held === null || other.held === null) return null
  if (one.held === other.held) return false
  const [before, after] = [isBefore(calendar, one.held, other.held), isBefore(calendar, other.held, one.held)]
  return before === true || after === true ? true : before === null || after === null ? null : false
}

export const duplicateMinutes = groupRule('decision', {
  id: 'R08',
  name: { zh: '纪要雷同', en: 'Duplicate minutes' },
  definition: {
    zh: '不同事项、不同会议的讨论记录几乎一字不差',
    en: 'Minutes of different matters and different meetings are all but the same',
  },
  basis: [
    practice('文本相似度（字符片段 Jaccard 系数）', 'Likeness of texts (Jaccard index of character runs)'),
  ],
  why: { zh: '记录照抄，会可能没有开。', en: 'Where minutes are copied there may have been no meeting.' },
  severity: 'medium',
  audience: 'inspectors',
  condition: {
    zh: '至少有两次会议写下了较长讨论记录的部门',
    en: 'Departments with minutes of some length for at least two meetings',
  },
  value: { zh: '雷同的记录对数', en: 'Pairs of minutes that are alike' },
  parameters: {
    percent: {
      default: 95,
      least: 50,
      most: 100,
      unit: { zh: '%', en: '%' },
      words: { zh: '相似到什么程度（默认值）', en: 'How alike (a default)' },
    },
    characters: {
      default: 100,
      least: 20,
      most: 10_000,
      unit: { zh: '字', en: 'characters' },
      words: { zh: '至少多长才比较（默认值）', en: 'Shortest text that is compared (a default)' },
    },
  },
  falsePositives: [{ zh: '通用的格式文字', en: 'Standard wording' }],
  by: 'department',
  observe(subject, _, { characters }) {
    return stepsOf(subject.state, 'deliberation').flatMap((step) => {
      const text = textOf(step)
      if ([...text].length < characters) return []
      const observation: Minutes = {
        record: subject.state.id,
        held: heldOf(step),
        text,
        input: indicesOfSteps(subject, [step.id])[0] ?? 0,
      }
      return [{ group: subject.state.department, observation }]
    })
  },
  applies: ({ observations }) => new Set(observations.map(({ record }) => record)).size > 1,
  *assess({ observations }, { calendar }, { percent }) {
    const runs = yield* runsOfAll(observations.map(({ text }) => text))
    const pairs = (yield* alikeInParts(runs, percent / 100)).flatMap(([i, j]) => {
      const [one, other] = [observations[i], observations[j]]
      if (one === undefined || other === undefined || one.record === other.record) return []
      return [{ inputs: [one.input, other.input], apart: areApart(calendar, one, other) }]
    })
    const copied = pairs.filter(({ apart }) => apart === true)
    if (copied.length > 0)
      return found({ value: copied.length, threshold: 0, inputs: copied.flatMap(({ inputs }) => inputs) })
    const open = pairs.filter(({ apart }) => apart === null)
    return open.length > 0
      ? lacking(
          'date_missing',
          'deliberation/heldAt',
          open.flatMap(({ inputs }) => inputs),
        )
      : notFound({ value: 0, threshold: 0, inputs: observations.map(({ input }) => input) })
  },
})
