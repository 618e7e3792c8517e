import type { Lang } from '../../worker/domain/record/problem.ts'
import { en } from './en/site.ts'
import { zh } from './zh/site.ts'

/** Every string of the site. Both dictionaries have exactly these keys: the compiler sees to it. */
export type Words = typeof zh

/** The part of the dictionary that the browser needs to speak about verification. */
export type ClientWords = Words['client']

/** Words of the page on which evidence files are checked. */
export type CheckWords = Words['check']

export type { Lang }

/** Languages of the site; Chinese is the default. */
export const LANGS: readonly Lang[] = ['zh', 'en']

/** BCP 47 tags for `lang` and `hreflang`. */
export const LANG_TAG: Record<Lang, string> = { zh: 'zh-CN', en: 'en' }

const dictionaries: Record<Lang, Words> = { zh, en }

/** Words of the site in one language. */
export function wordsFor(lang: Lang): Words {
  return dictionaries[lang]
}

export { count, fill, unit } from './fill.ts'
