import { law, practice } from '../../law/laws.ts'
import { workingDaysBetween } from '../measure/dates.ts'
import { entered, isBackloaded } from '../measure/decided.ts'
import { WORKING_DAYS } from '../measure/units.ts'
import { found, lacking, notFound, recordRule } from '../rule.ts'

export const lateRecording = recordRule('decision', {
  id: 'T01',
  name: { zh: '补录倒签', en: 'Late recording' },
  definition: {
    zh: '作出决定 20 个工作日后才入账（超过 60 个为高），或明显晚于本部门的通常时间',
    en: 'Logged more than 20 working days after it was taken (high beyond 60), or far later than is usual in the department',
  },
  basis: [law('ogi', '26'), practice('Tukey 箱线图上界', 'Upper Tukey fence')],
  why: {
    zh: '事后补录，容易按结果倒写过程。',
    en: 'What is logged long afterwards can be written to fit the result.',
  },
  severity: 'medium',
  audience: 'public',
  condition: {
    zh: '已记录决定的决策，自行声明为历史补录或从公开登记册导入的除外',
    en: 'Decisions with their ruling logged, except those that declare themselves history or came from a published register',
  },
  value: { zh: '从决定到入账的工作日数', en: 'Working days from the decision to its entry' },
  unit: WORKING_DAYS,
  parameters: {
    workingDays: {
      default: 20,
      least: 1,
      most: 250,
      unit: { zh: '个工作日', en: 'working days' },
      words: {
        zh: '入账的时间（参照政府信息公开条例第二十六条）',
        en: 'Time for the entry (after OGI Art. 26)',
      },
    },
    high: {
      default: 60,
      least: 1,
      most: 1000,
      unit: { zh: '个工作日', en: 'working days' },
      words: { zh: '超过多少为高（默认值）', en: 'Beyond which it is high (a default)' },
    },
    fewest: {
      default: 5,
      least: 0,
      most: 250,
      unit: { zh: '个工作日', en: 'working days' },
      words: {
        zh: '与本部门比较时，至少晚多少才算（默认值）',
        en: 'Least delay that counts against the usual of the department (a default)',
      },
    },
  },
  minimumSample: 20,
  falsePositives: [{ zh: '整批补录历史而未声明', en: 'History that was logged in bulk without saying so' }],
  applies: (subject) => !isBackloaded(subject.state) && subject.state.ruling !== null,
  measure(subject, { calendar }) {
    const entry = isBackloaded(subject.state) ? null : entered(subject)
    if (entry === null) return []
    const lag = workingDaysBetween(calendar, entry.decidedAt, entry.recorded)
    return typeof lag === 'number' ? [{ group: subject.state.department, value: lag }] : []
  },
  assess(subject, { calendar, peers }, { workingDays, high, fewest }) {
    const entry = entered(subject)
    if (entry === null) return lacking('content_withheld', 'ruling')
    const inputs = [entry.index]
    const lag = workingDaysBetween(calendar, entry.decidedAt, entry.recorded)
    if (typeof lag !== 'number') return lacking(lag, 'ruling/decidedAt', inputs)
    if (lag > workingDays)
      return found({ value: lag, threshold: workingDays, inputs }, lag > high ? 'high' : 'medium')
    const usual = peers.of('T01', subject.state.department)
    if (usual !== null && usual.n >= 20 && lag > Math.max(usual.high, fewest))
      return found({ value: lag, threshold: usual.high, inputs })
    return notFound({ value: lag, threshold: workingDays, inputs })
  },
})
