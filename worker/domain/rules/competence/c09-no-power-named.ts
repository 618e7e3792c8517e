import { TAKEN } from '../../kinds/decision/procedure.ts'
import { law, practice } from '../../law/laws.ts'
import { daysApart } from '../measure/dates.ts'
import { indicesOf, indicesOfFields } from '../measure/inputs.ts'
import { found, lacking, notFound, recordRule } from '../rule.ts'

export const noPowerNamed = recordRule('decision', {
  id: 'C09',
  name: { zh: '未写明权力来源', en: 'No power named' },
  definition: {
    zh: '作出决定已满 30 日，仍没有写明依据哪一项权责事项；只说明了为何没有的，也算没有写明',
    en: 'Taken 30 days ago or earlier, and it names no power under which it was taken; a reason for naming none is not one',
  },
  basis: [
    law('d713', '7', '27(1)'),
    practice(
      '职权法定：法无授权不可为',
      'Powers are conferred by law: what the law does not allow, an organ may not do',
    ),
  ],
  why: {
    zh: '不写明权力来源，就无从查起是否越权。',
    en: 'Where no power is named, nobody can ask whether it was exceeded.',
  },
  severity: 'medium',
  audience: 'public',
  condition: { zh: '已作出决定的决策', en: 'Decisions that were taken' },
  value: { zh: '作出决定后的日数', en: 'Days since it was taken' },
  parameters: {
    days: {
      default: 30,
      least: 0,
      most: 730,
      unit: { zh: '日', en: 'days' },
      words: { zh: '补写权力来源的宽限期（默认值，非法定）', en: 'Time to name it (a default, not law)' },
    },
  },
  falsePositives: [
    { zh: '清单没有收入该项法定职权', en: 'The power is in the law and on no list' },
    { zh: '来源的登记表不公布权力来源', en: 'The register from which it comes publishes no powers' },
  ],
  applies: ({ state }) => TAKEN.has(state.status) && state.ruling?.outcome === 'adopted',
  assess(subject, { calendar, today }, { days }) {
    const { responsibility, ruling, source } = subject.state
    const inputs = [
      ...indicesOfFields(subject, 'responsibility', 'noResponsibility'),
      ...indicesOf(subject, 'decided'),
    ]
    if (responsibility !== null) return notFound({ inputs })
    const decidedAt = ruling?.decidedAt
    if (decidedAt === undefined) return lacking('date_missing', 'ruling/decidedAt', inputs)
    const { least, most } = daysApart(calendar, decidedAt, today)
    if (most <= days) return lacking('not_yet', 'responsibility', inputs)
    if (least <= days) return lacking('date_imprecise', 'ruling/decidedAt', inputs)
    // Whoever follows a register of others cannot name what its publisher does not.
    return found({ value: least, threshold: days, inputs }, source === null ? 'medium' : 'low')
  },
})
