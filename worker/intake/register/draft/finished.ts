/** Words of a status that mean that a thing is done, or that it is given up: where no date says when. */
import { exact, folded } from '../fold.ts'
import type { Value } from '../mapping.schema.ts'
import { NO, unvaried, YES } from '../values/text.ts'
import type { Column } from './columns/profile-column.ts'
import type { Say } from './parts/say.ts'
import { settles } from './words/roles.ts'
import { FINISHED, GIVEN_UP } from './words/states.ts'

/** True for a word as it is printed, or without its accents: patterns have either, and Hangul whole. */
const means = (pattern: RegExp, word: string): boolean =>
  pattern.test(folded(word).normalize('NFC')) || pattern.test(exact(word).toLowerCase())

/** Declaration of the words that mean done; each kind of words is told with its number of rows, and where none is known as well. */
export function finishedOf(status: Column | null, say: Say): { finished?: Value } {
  if (status === null) return {}
  const all = [...new Set(status.values.map((text) => text.trim()).filter((text) => text !== ''))]
  const rowsOf = (words: readonly string[]): number =>
    status.values.filter((text) => words.includes(text.trim())).length
  const yes = all.filter((word) => means(FINISHED, word))
  const given = all.filter((word) => means(GIVEN_UP, word))
  if (given.length > 0)
    say(
      `这些词像是表示已取消或搁置（${rowsOf(given)} 行）：${given.join('、')}。这里仍当作未完成；若不应再算逾期，请用 when 除外或不取期限。`,
      `These words seem to mean that it was given up or is on hold (${rowsOf(given)} rows): ${given.join(', ')}. They are taken as not done here: leave them out by "when", or take no due date of them, if nothing is due any more.`,
    )
  if (yes.length === 0) {
    if (all.length > 0 && status.words.length > 0)
      say(
        `“${status.name}”的词里没有认出哪一个表示已完成：若有，请写进 finished，否则到期后会显示为未报完成。`,
        `None of the words of "${status.name}" is known to mean that it is done: if one does, declare it in "finished"; else it counts as not reported done once it is due.`,
      )
    return {}
  }
  say(
    `这些词表示已完成（${rowsOf(yes)} 行）：${yes.join('、')}。`,
    `These words mean that it is done: ${yes.join(', ')} (${rowsOf(yes)} rows).`,
  )
  return { finished: { from: status.name, as: 'flag', yes } }
}

/** Headers that ask whether something is done. */
const ASKED =
  /(?<!\p{L})(?:done|complete[d]?|finished|delivered|fulfilled|achieved|met|kept|hecho|cumplid[oa]|terminad[oa]|conclu[ií]d[oa]|feito|fait|fini[e]?|termin[ée]e?|achev[ée]e?|erledigt|fertig|abgeschlossen|umgesetzt|fatto|completat[oa]|wykonano|zakończono|hotovo|splněno|klart?|gereed|afgerond|tamamlandı|selesai|выполнено|завершено|виконано)(?!\p{L})|完成|完工|竣工|办结|辦結|完了|완료|준공/iu

/** Headers that ask something else of it: whether it is not done, or done in time. */
const ELSE =
  /(?<!\p{L})(?:not|incomplete|un\w+|non|nicht|on time|in time|late|overdue|delayed|partly|partially)(?!\p{L})|未|不|没|沒|미완|按时|按時|按期|如期|逾期|超期|部分/iu

/** A cross may say that a box was ticked, and may say no. */
const CROSS = /^[x×✗✘✖]$/iu

const among = (words: readonly string[], text: string): boolean => words.includes(folded(unvaried(text)))
const isYes = (text: string): boolean => among(YES, text)
const isNo = (text: string): boolean => among(NO, text) || CROSS.test(unvaried(text))

const textsOf = ({ values }: Column): string[] =>
  values.map((text) => text.trim()).filter((text) => text !== '')

/** A column that says of each row whether it is done, and in nothing but yes and no; undefined where there is none. */
export function doneFlag(columns: readonly Column[]): Column | undefined {
  return columns.find((column) => {
    const texts = textsOf(column)
    return (
      texts.length > 0 &&
      (settles('done', column.name) || ASKED.test(column.name)) &&
      !ELSE.test(column.name) &&
      texts.every((text) => isYes(text) || isNo(text))
    )
  })
}

/**
 * Declaration of that column, with the question that it answers. A cross beside nothing but blank cells is asked about
 * and taken for neither.
 */
export function finishedByFlag(column: Column, say: Say): { finished?: Value } {
  const { name } = column
  const texts = textsOf(column)
  const yes = texts.filter(isYes)
  const shown = (some: readonly string[]): string => [...new Set(some)].join('、')
  if (yes.length === 0 && texts.every((text) => CROSS.test(unvaried(text)))) {
    const cross = shown(texts)
    say(
      `“${name}”有 ${texts.length} 行写着“${cross}”，其余为空：是做完打的叉，还是没有做完？这里两样都没有当作；若表示已完成，请写 "finished": {"from": "${name}", "as": "flag", "yes": ["${cross}"]}，否则到期后会显示为未报完成。`,
      `"${name}" says "${cross}" in ${texts.length} rows and nothing in the others: is that a box ticked for done, or not done? It is taken for neither here; if it means done, declare "finished": {"from": "${name}", "as": "flag", "yes": ["${cross}"]}; else it counts as not reported done once it is due.`,
    )
    return {}
  }
  const no = texts.filter((text) => !isYes(text))
  const [zh, en] = no.length === 0 ? ['空白', 'nothing'] : [shown(no), shown(no)]
  const words = shown(yes)
  say(
    `“${name}”只写是或否（${words === '' ? '没有写是的' : words}；${zh}）：写是的 ${yes.length} 行是不是都已完成？这里记为已完成；若不是，请去掉 finished。`,
    `"${name}" says yes or no (${words === '' ? 'no yes' : words}; ${en}): are the ${yes.length} rows with yes done? They are recorded as done here; if they are not, take "finished" out.`,
  )
  // A letter as a cross is no usual word of a flag: what means yes is then named.
  const usual = no.every((text) => among(NO, text))
  return { finished: { from: name, as: 'flag', ...(usual ? {} : { yes: [...new Set(yes)] }) } }
}
