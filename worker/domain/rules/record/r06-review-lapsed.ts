import { isWithheld, withholdableKinds } from '../../kinds/withholding.ts'
import { law } from '../../law/laws.ts'
import { eventOf } from '../measure/inputs.ts'
import { found, notFound, recordRule } from '../rule.ts'

export const reviewLapsed = recordRule(withholdableKinds, {
  id: 'R06',
  version: 2,
  name: { zh: '不公开逾期未复核', en: 'Withheld past its review' },
  definition: {
    zh: '不予公开的内容已过自定的复核日期，其后既没有公开，也没有重新设定',
    en: 'The day on which withheld content was to be reviewed has passed, and it was neither disclosed nor set anew',
  },
  basis: [law('ogi', '13', '14', '15', '16', '18')],
  why: {
    zh: '不公开应当有期限；到期不复核，例外就成了常态。',
    en: 'Withholding is for a time; unreviewed, the exception becomes the rule.',
  },
  severity: 'medium',
  audience: 'public',
  condition: { zh: '有内容不予公开的记录', en: 'Records of which something is withheld' },
  value: { zh: '最早一个已过的复核日期', en: 'The first day of review that has passed' },
  falsePositives: [
    { zh: '已复核、决定继续不公开，尚未入账', en: 'It was reviewed and stays withheld, not logged yet' },
  ],
  seesWithheld: true,
  applies: ({ history }) => history.some(isWithheld),
  assess({ history }, { present }) {
    const sealed = history.filter(isWithheld)
    const lapsed = sealed.filter(({ index, envelope: { review } }) => {
      if (review === undefined || review >= present) return false
      // Whoever reviewed it discloses by a correction in public, or withholds anew with a later day.
      return !history.some(
        (later) =>
          later.index > index &&
          (later.envelope.visibility === 'public'
            ? eventOf(later).endsWith('corrected')
            : (later.envelope.review ?? '') >= present),
      )
    })
    const inputs = (lapsed.length > 0 ? lapsed : sealed).map(({ index }) => index)
    if (lapsed.length === 0) return notFound({ inputs })
    const first = lapsed.map(({ envelope }) => envelope.review ?? '').sort()[0] ?? null
    return found({ value: first, threshold: present, inputs })
  },
})
