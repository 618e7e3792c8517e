/** Drafts of questions: lists of what people asked for, of which no word of anybody is taken. */
import { refuse } from '../../../domain/record/guard.ts'
import { baseName, type GivenFile } from '../../files/sheet.ts'
import type { Value } from '../mapping.schema.ts'
import { settleOrder } from './columns/date-order.ts'
import { type Column, isText, profileColumn } from './columns/profile-column.ts'
import { escaped } from './input.ts'
import { dateOf } from './parts/dates.ts'
import type { Say } from './parts/say.ts'
import type { Sample } from './sample/model.ts'
import { type DraftRecord, UNSTATED } from './settle.ts'
import {
  isPending,
  readOutcome,
  saysDisclosure,
  saysReceived,
  saysRequest,
  saysRuled,
} from './words/requests.ts'
import { speaksFor } from './words/roles.ts'

/** Columns of a list of requests: when each came in, its number, its answer. */
interface Desk {
  number: Column | null
  /** Null where the list does not state it: questions are then undated. */
  received: Column | null
  answered: Column | null
  decision: Column | null
  department: Column | null
}

/** The earliest day of receipt: those before it are marks for no date. */
const SINCE = '1990-01-01'

/**
 * Questions of a sample; null where it is of something else.
 *
 * @throws Problem `invalid` where no column has their numbers
 */
export function requestsOf(
  sample: Sample,
  files: readonly GivenFile[],
  wanted: boolean,
  say: Say,
): DraftRecord[] | null {
  const columns = settleOrder(sample.columns.map(({ name, values }) => profileColumn(name, values)))
  const decision = decisionIn(columns)
  const desk = deskIn(columns, decision)
  const headed =
    columns.some(({ name }) => saysRequest(name)) || (decision?.words.filter(saysDisclosure).length ?? 0) > 1
  const named = desk.received !== null && files.some(({ path }) => saysRequest(baseName(path)))
  if (!headed && !named && !wanted) return null
  const { number } = desk
  if (number === null)
    throw refuse(
      'invalid',
      '各行像是别人提出的申请，但找不到编号的列；若是机关的决定，请写 --kind decision。',
      'The rows seem to be what people asked for, and no column looks like their number; if they are acts of an organ, say --kind decision.',
    )
  tell(desk, number, columns, say)
  return [questionOf(desk, number, say)]
}

function decisionIn(columns: readonly Column[]): Column | null {
  const texts = columns.filter((one) => isText(one) && one.filled > 0 && one.longest <= 100)
  return (
    texts.find(({ words }) => words.some((word) => readOutcome(word) !== null)) ??
    texts.find(({ name, words }) => words.length > 0 && saysRuled(name)) ??
    null
  )
}

function deskIn(columns: readonly Column[], decision: Column | null): Desk {
  const dated = columns.filter(({ formats, filled }) => formats.length > 0 && filled > 0)
  const received = dated.find(({ name }) => saysReceived(name))
  const number = columns
    .filter(
      (one) =>
        speaksFor('key', one.name) > 0 && !one.link && one.longest <= 60 && one.filled > one.rows * 0.9,
    )
    .sort((a, b) => b.distinct - a.distinct)[0]
  const rest = dated.filter((one) => one !== received)
  const answered =
    rest.find(({ name }) => speaksFor('done', name) > 0 || saysRuled(name)) ??
    (received !== undefined && rest.length === 1 ? rest[0] : undefined)
  const department = columns.find(
    (one) => isText(one) && one !== number && one !== decision && speaksFor('department', one.name) > 0,
  )
  return {
    number: number ?? null,
    received: received ?? null,
    answered: answered ?? null,
    decision,
    department: department ?? null,
  }
}

function tell(
  { received, answered, decision, department }: Desk,
  number: Column,
  columns: readonly Column[],
  say: Say,
): void {
  say(
    '各行是别人提出的申请：记为提问，不记为决定。谁提出、要什么，一个字也不取；若各行是机关的决定，请写 --kind decision。',
    'The rows are what people asked for: they become questions, not decisions. No word of who asked, or for what, is taken; if they are acts of an organ, say --kind decision.',
  )
  const twice = number.filled - number.distinct
  say(
    `用“${number.name}”识别记录${twice === 0 ? '' : `；其中 ${twice} 行与别的行相同`}。`,
    `"${number.name}" names the records${twice === 0 ? '' : `; it is the same in ${twice} rows as in another`}.`,
  )
  if (received === null) say('没有收到日期的列。', 'No column looks like the day of receipt.')
  else
    say(
      `“${received.name}”（${received.filled} 行有内容）用作收到的日期。`,
      `"${received.name}" (${received.filled} rows have it) is taken for the day of receipt.`,
    )
  if (answered === null) say('没有答复日期的列。', 'No column looks like the day of the answer.')
  else
    say(
      `“${answered.name}”（${answered.filled} 行有内容）用作答复的日期。`,
      `"${answered.name}" (${answered.filled} rows have it) is taken for the day of the answer.`,
    )
  if (decision !== null) tellDecision(decision, say)
  if (department === null)
    say(
      `找不到部门列：记在“${UNSTATED}”名下，请改成实际的部门。`,
      `No column looks like a department: "${UNSTATED}" stands in its place, put the real one there.`,
    )
  else say(`部门取自“${department.name}”。`, `The department is taken from "${department.name}".`)
  const words = columns.filter((one) => isText(one) && one.filled > 0 && one.length > 30)
  if (words.length > 0)
    say(
      `特意不取：${words.map(({ name }) => name).join('、')}。`,
      `Left out on purpose: ${words.map(({ name }) => name).join(', ')}.`,
    )
  say(
    '没有写明适用的答复时限：不计时。若账本有它，请写进 profile。',
    'No limit for answers is stated, and no clock runs: where the ledger has it, name it as "profile".',
  )
}

function tellDecision({ name, words }: Column, say: Say): void {
  const read = words.flatMap((word) => {
    const outcome = readOutcome(word)
    return outcome === null ? [] : [`${word} → ${outcome.outcome}`]
  })
  if (read.length > 0)
    say(
      `“${name}”的词读作结果：${read.join('、')}。`,
      `Words of "${name}" read as outcomes: ${read.join(', ')}.`,
    )
  const unknown = words.filter((word) => readOutcome(word) === null && !isPending(word))
  if (unknown.length > 0)
    say(
      `“${name}”的这些词没有认出，结果记为未说明：${unknown.join('、')}。`,
      `These words of "${name}" are not known, their outcome is not stated: ${unknown.join(', ')}.`,
    )
}

function questionOf(
  { received, answered, decision, department }: Desk,
  number: Column,
  say: Say,
): DraftRecord {
  const since = { since: SINCE }
  return {
    kind: 'question',
    key: { from: [number.name] },
    department:
      department === null ? { const: UNSTATED } : { from: department.name, as: 'line', default: UNSTATED },
    ...(received === null ? {} : { occurred: { ...dateOf(received, say), ...since } }),
    fields: {
      type: { const: 'information' },
      channel: { const: 'import' },
      profile: { const: 'not-stated' },
    },
    answer: answerOf(decision),
    ...(answered === null ? {} : { done: { ...dateOf(answered, say), ...since } }),
    ...(decision === null ? {} : { finished: finishedBy(decision) }),
  }
}

/** An answer by the words of a decision, which are few: none of them are anybody's. */
function answerOf(decision: Column | null): Record<string, Value> {
  if (decision === null || decision.words.length === 0)
    return {
      answer: { const: 'explain' },
      outcome: { const: 'not_stated' },
      text: { const: 'The list does not say.' },
    }
  const { name, words } = decision
  const known = words.flatMap((word) => {
    const outcome = readOutcome(word)
    return outcome === null ? [] : [{ word, ...outcome }]
  })
  const codes = (of: 'answer' | 'outcome'): Record<string, string> =>
    Object.fromEntries(known.map((one) => [one.word, one[of]]))
  const coded = { from: name, default: '-' }
  return {
    answer: { ...coded, codes: codes('answer'), otherwise: 'explain' },
    outcome: { ...coded, codes: codes('outcome'), otherwise: 'not_stated' },
    text: { from: name, as: 'line', default: 'The list does not say.' },
  }
}

/** Answered by a decision alone, where the list states no day: by any word that does not say that it is open. */
function finishedBy({ name, words }: Column): Value {
  const open = words.filter((word) => isPending(word))
  return { when: [{ from: name, not: `^(?:${['', ...open.map(escaped)].join('|')})$` }], const: true }
}
