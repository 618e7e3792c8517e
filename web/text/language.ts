import type { Lang } from '../words/words.ts'

/** The `lang` of a text from a record where it differs from the page: Chinese text on an English page. */
export function foreign(lang: Lang, text: string): 'zh-CN' | undefined {
  return lang === 'en' && /\p{Script=Han}/u.test(text) ? 'zh-CN' : undefined
}
