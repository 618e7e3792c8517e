import type { Lang } from '../words/words.ts'

const HAN = /\p{Script=Han}/u

/** The `lang` of a text from a record where it differs from the page: Chinese text on an English page. */
export function foreign(lang: Lang, text: string): 'zh-CN' | undefined {
  return lang === 'en' && HAN.test(text) ? 'zh-CN' : undefined
}

/** A citation: 《title》（number）article of a Chinese law; title (number) article, without marks, of any other. */
export function citation(title: string, number: string, article: string): string {
  if (HAN.test(title) || (title === '' && HAN.test(`${number}${article}`)))
    return `${title === '' ? '' : `《${title}》`}${number === '' ? '' : `（${number}）`}${article}`
  return [title, number === '' ? '' : `(${number})`, article].filter((part) => part !== '').join(' ')
}
