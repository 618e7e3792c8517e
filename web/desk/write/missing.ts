/** Fields that have to be filled in and are not: said all at once, before anything is sent. Pure. */
import type { Lang } from '../../../worker/domain/record/problem.ts'
import { fieldLabel } from '../../labels.ts'
import { fill } from '../../words/fill.ts'
import { isRequired } from '../form/fields/context.ts'
import { type Fields, isEmpty } from '../form/fields/value.ts'
import { askedOf, type Form } from '../form/forms.ts'
import type { Problem } from '../frame/send.ts'
import type { DeskWords } from '../frame/words.ts'

/** One problem for each field that is missing, in the order in which they are asked. */
export function missingIn(form: Form, whole: Fields, words: DeskWords['form'], lang: Lang): Problem[] {
  const { main, more } = askedOf(form, whole)
  const name = (field: string): string => fieldLabel(lang, form.event, field)
  const problem = (field: string, detail: string): Problem => ({
    code: 'invalid',
    title: detail,
    detail,
    field,
  })
  const { either, specs } = form
  const [first] = either
  return [...main, ...more].flatMap((field): Problem[] => {
    const spec = specs[field]
    if (spec === undefined) return []
    if (field === first && either.every((one) => isEmpty(whole[one])))
      return [
        problem(
          field,
          fill(words.missingEither, { labels: either.map(name).join(lang === 'zh' ? '”“' : ', ') }),
        ),
      ]
    return isRequired(spec) && isEmpty(whole[field])
      ? [problem(field, fill(words.missing, { label: name(field) }))]
      : []
  })
}
