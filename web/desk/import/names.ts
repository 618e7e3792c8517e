import { label } from '../../../worker/domain/kinds/labels.ts'
import { fields } from '../../../worker/domain/record/field-words.ts'
import type { Lang } from '../../../worker/domain/record/problem.ts'

/** Name of a column of a mapping: that of the field it feeds, where there is one. */
export function columnName(lang: Lang, name: string): string {
  return Object.hasOwn(fields, name) ? label(lang, 'field', name) : name
}
