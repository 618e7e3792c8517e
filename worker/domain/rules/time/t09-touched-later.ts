import { law, practice } from '../../law/laws.ts'
import { type DateText, latest } from '../../record/date.ts'
import { daysApart, type Zoned } from '../measure/dates.ts'
import { indicesOfSteps } from '../measure/inputs.ts'
import { endOf } from '../measure/procedure-steps.ts'
import { DAYS } from '../measure/units.ts'
import { found, lacking, notFound, recordRule } from '../rule.ts'

/**
 * Days between a step and its last change. Which day an instant was at the source depends on its time zone,
 * which is not known: between the day in UTC and that of the calendar it is left open.
 */
function gapOf(calendar: Zoned, end: DateText, modified: DateText): { least: number; most: number } {
  const [here, utc] = [daysApart(calendar, end, modified), daysApart(calendar, end, latest(modified))]
  return { least: Math.min(here.least, utc.least), most: Math.max(here.most, utc.most) }
}

export const touchedLater = recordRule('decision', {
  id: 'T09',
  name: { zh: '来源事后改动', en: 'Touched later at the source' },
  definition: {
    zh: '来源最后改动某个步骤，是在该步骤发生 30 日以后',
    en: 'The source last touched a step more than 30 days after it happened',
  },
  basis: [
    law('archives', '21'),
    practice('来源自报的最后修改时间', 'The time of the last change, as the source itself gives it'),
  ],
  why: {
    zh: '会后很久才改的会议记录，值得看一眼改了什么。',
    en: 'Minutes that change long after the meeting are worth a look.',
  },
  severity: 'low',
  audience: 'public',
  condition: {
    zh: '来源给出了步骤最后修改时间的决策',
    en: 'Decisions whose source says when it last touched their steps',
  },
  value: { zh: '最多晚多少日', en: 'Days between a step and its last change, the most' },
  unit: DAYS,
  parameters: {
    days: {
      default: 30,
      least: 1,
      most: 3650,
      unit: { zh: '日', en: 'days' },
      words: { zh: '多久以后（默认值）', en: 'How much later (a default)' },
    },
  },
  falsePositives: [
    {
      zh: '补挂附件、改错字等无关紧要的改动',
      en: 'Changes that do not matter, as an attachment or a typing error',
    },
    { zh: '来源系统整批更新', en: 'A bulk update of the source system' },
  ],
  applies: ({ state }) => state.steps.some(({ modifiedAt }) => modifiedAt !== undefined),
  assess(subject, { calendar }, { days }) {
    const touched = subject.state.steps.flatMap((step) => {
      const [end, modified] = [endOf(step), step.modifiedAt]
      return end === null || modified === undefined ? [] : [{ step, gap: gapOf(calendar, end, modified) }]
    })
    const late = touched.filter(({ gap }) => gap.least > days)
    const indices = (of: typeof touched): number[] =>
      indicesOfSteps(
        subject,
        of.map(({ step }) => step.id),
      )
    if (late.length > 0) {
      const value = Math.max(...late.map(({ gap }) => gap.least))
      return found({ value, threshold: days, inputs: indices(late) })
    }
    const inputs = indices(touched)
    if (touched.some(({ gap }) => gap.most > days)) return lacking('date_imprecise', 'steps', inputs)
    if (touched.length === 0) return lacking('date_missing', 'steps', inputs)
    return notFound({
      value: Math.max(...touched.map(({ gap }) => gap.most)),
      threshold: days,
      inputs,
    })
  },
})
