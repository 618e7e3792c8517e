/** Words of a status that mean that a thing is done, or that it is given up: where no date says when. */
import { folded } from '../fold.ts'
import type { Value } from '../mapping.schema.ts'
import type { Column } from './columns/profile-column.ts'
import type { Say } from './parts.ts'
import { settles } from './words/roles.ts'
import { FINISHED, GIVEN_UP } from './words/states.ts'

/** Declaration of the words that mean done; each kind of words is told with its number of rows, and where none is known as well. */
export function finishedOf(status: Column | null, say: Say): { finished?: Value } {
  if (status === null) return {}
  const all = [...new Set(status.values.map((text) => text.trim()).filter((text) => text !== ''))]
  const rowsOf = (words: readonly string[]): number =>
    status.values.filter((text) => words.includes(text.trim())).length
  const yes = all.filter((word) => FINISHED.test(folded(word)))
  const given = all.filter((word) => GIVEN_UP.test(folded(word)))
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

/** Words of a column that says yes or no. */
const FLAGS = /^(?:true|false|yes|no|y|n|1|0|✓|✔|✗|✘|×|是|否|有|无)$/iu

/** A column that says of each row whether it is done, and in nothing but yes and no; undefined where there is none. */
export function doneFlag(columns: readonly Column[]): Column | undefined {
  return columns.find(({ name, values, filled }) => {
    const texts = values.map((text) => text.trim()).filter((text) => text !== '')
    return filled > 0 && texts.every((text) => FLAGS.test(text)) && settles('done', name)
  })
}

/** Declaration of that column. */
export function finishedByFlag({ name, values }: Column, say: Say): { finished: Value } {
  const yes = values.filter((text) => /^(?:true|yes|y|1|✓|✔|是|有)$/iu.test(text.trim())).length
  say(
    `“${name}”只写是或否：写“是”的 ${yes} 行记为已完成。`,
    `"${name}" says yes or no: the ${yes} rows with yes are recorded as done.`,
  )
  return { finished: { from: name, as: 'flag' } }
}
