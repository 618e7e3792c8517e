import { TAKEN } from '../../kinds/decision/procedure.ts'
import { law } from '../../law/laws.ts'
import { isBefore } from '../measure/dates.ts'
import { indicesOf, indicesOfFields } from '../measure/inputs.ts'
import { found, lacking, notFound, recordRule } from '../rule.ts'

const ENDED = new Set(['merged', 'split', 'abolished'])

export const ultraVires = recordRule('decision', {
  id: 'C01',
  name: { zh: '超越权限', en: 'Ultra vires' },
  definition: {
    zh: '作出决定时，所依据的权责事项尚未生效、已经失效或已取消',
    en: 'When it was taken, the responsibility under which it was taken was not yet or no longer in force',
  },
  basis: [law('d713', '7', '27(1)'), law('business', '40')],
  why: { zh: '没有权力就不能作决定。', en: 'Without a power there can be no decision.' },
  severity: 'high',
  audience: 'public',
  condition: { zh: '已作出决定的决策', en: 'Decisions that were taken' },
  value: { zh: '作出决定的日期', en: 'Date of the decision' },
  falsePositives: [
    { zh: '清单更新滞后', en: 'The list lags behind' },
    { zh: '清单本身不产生也不取消法定权力', en: 'A list does not itself create or remove legal power' },
  ],
  applies: ({ state }) => TAKEN.has(state.status) && state.ruling?.outcome === 'adopted',
  assess(subject, context) {
    const { calendar } = context
    const { responsibility, ruling } = subject.state
    const inputs = [...indicesOfFields(subject, 'responsibility'), ...indicesOf(subject, 'decided')]
    if (responsibility === null) return lacking('not_recorded', 'responsibility', inputs)
    const item = context.record(responsibility)
    if (item?.kind !== 'responsibility') return lacking('record_missing', 'responsibility', inputs)
    if (item.status === 'withheld') return lacking('content_withheld', 'responsibility', inputs)
    const decidedAt = ruling?.decidedAt
    if (decidedAt === undefined) return lacking('date_missing', 'ruling/decidedAt', inputs)
    // A list says when it was logged, not since when the power was there: before that only a stated date counts.
    const from = item.inForceFrom
    const early = from === null ? null : isBefore(calendar, decidedAt, from)
    const to = item.inForceTo
    const ended = ENDED.has(item.status)
    const late =
      to !== null
        ? isBefore(calendar, to, decidedAt)
        : ended
          ? isBefore(calendar, item.changed, decidedAt) === true
            ? true
            : null
          : false
    const threshold = early === true ? from : (to ?? item.changed)
    if (early === true || late === true) return found({ value: decidedAt, threshold, inputs })
    if (late === null) return lacking(to === null ? 'ambiguous' : 'date_imprecise', 'inForceTo', inputs)
    const known = from === null ? isBefore(calendar, decidedAt, item.listed) === false : early === false
    return known
      ? notFound({ value: decidedAt, inputs })
      : lacking(from === null ? 'date_missing' : 'date_imprecise', 'inForceFrom', inputs)
  },
})
