/** The closed vocabularies of translations, with their words. */
import { of, type Words } from '../../record/problem.ts'

/** Languages into which records are translated: those of the pages. */
export const translationLanguages = {
  zh: of('中文', 'Chinese'),
  en: of('英文', 'English'),
} as const satisfies Record<string, Words>

export const translationMeans = {
  machine: of('机器翻译', 'Machine translation'),
  human: of('人工翻译', 'Human translation'),
} as const satisfies Record<string, Words>

export type TranslationMeans = keyof typeof translationMeans

export const translationStatuses = {
  stands: of('有效', 'Stands'),
  withheld: of('不予公开', 'Withheld'),
} as const satisfies Record<string, Words>

/** Fields that hold the name of a record, whichever its kind calls so. */
export const nameFields: ReadonlySet<string> = new Set(['title', 'name'])
