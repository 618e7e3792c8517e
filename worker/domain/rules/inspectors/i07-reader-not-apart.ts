import { practice } from '../../law/laws.ts'
import { dayIn } from '../../record/zone.ts'
import { entriesOf, indicesOf } from '../measure/inputs.ts'
import { WORKING_DAYS } from '../measure/units.ts'
import { found, lacking, notFound, recordRule } from '../rule.ts'

/** Rule I07. */
export const readerNotApart = recordRule('question', {
  id: 'I07',
  // That a text is withheld is what it looks at.
  seesWithheld: true,
  name: { zh: '审读拖延或审读人出自被问部门', en: 'Read late, or by who is asked' },
  definition: {
    zh: '提问的文字收到 2 个工作日后还没有审读，或者由被问的部门自己审读',
    en: 'The text of a question was not read within two working days, or was read by the department that is asked',
  },
  basis: [
    practice(
      '本平台的承诺：两个工作日内由他人审读',
      'A promise of this platform: read within two working days, by somebody else',
    ),
  ],
  why: {
    zh: '谁能决定哪些话见得了光，谁就能让问题消失。',
    en: 'Whoever decides which words see the light can make a question disappear.',
  },
  severity: 'medium',
  audience: 'inspectors',
  condition: { zh: '有原文的提问', en: 'Questions of which the text came in' },
  value: { zh: '审读用的工作日', en: 'Working days until it was read' },
  unit: WORKING_DAYS,
  parameters: {
    days: {
      default: 2,
      least: 1,
      most: 60,
      unit: { zh: '个工作日', en: 'working days' },
      words: { zh: '审读的时间（默认值）', en: 'Time for reading (a default)' },
    },
  },
  falsePositives: [
    { zh: '文字很长或者用外文写成', en: 'The text is long, or in another language' },
    { zh: '提问人自己要求暂缓公开', en: 'Who asked wanted it to wait' },
  ],
  applies: (subject) => entriesOf(subject, 'said').length > 0 && subject.state.status !== 'withdrawn',
  assess(subject, { calendar, today }, { days }) {
    const inputs = indicesOf(subject, 'said', 'published', 'withheld')
    const [came] = entriesOf(subject, 'said')
    const [read] = entriesOf(subject, 'published', 'withheld')
    if (came === undefined) return lacking('not_recorded', 'said', inputs)
    const day = (instant: string): string => dayIn(calendar.zone, instant)
    const until = read === undefined ? today : day(read.envelope.recorded)
    const took = calendar.between(day(came.envelope.recorded), until)
    const { actor, department } = read?.envelope ?? { actor: null, department: null }
    if (actor !== null && department !== null && actor.department === department)
      return found({ value: took, threshold: days, inputs }, 'high')
    if (took === null) return lacking('beyond_calendar', 'said', inputs)
    return took > days
      ? found({ value: took, threshold: days, inputs })
      : notFound({ value: took, threshold: days, inputs })
  },
})
