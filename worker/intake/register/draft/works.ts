/** Drafts of decisions and milestones: of works, bills, promises and whatever is decided and done. */
import { refuse } from '../../../domain/record/guard.ts'
import { HEADING, namesOrgan } from '../delivery/sections.ts'
import { folded } from '../fold.ts'
import type { Value, ValueObject } from '../mapping.schema.ts'
import { readHtml } from '../scalars.ts'
import type { Picked } from './columns/choice.ts'
import type { Picks } from './columns/pick.ts'
import type { Column } from './columns/profile-column.ts'
import { typedIn } from './columns/typed.ts'
import { doneFlag, finishedByFlag, finishedOf } from './finished.ts'
import { innerMilestones } from './inner.ts'
import { pickedOf } from './input.ts'
import { amountsOf } from './parts/amounts.ts'
import { milestoneDates, printedDue } from './parts/dates.ts'
import { documentsOf, stepsOf } from './parts/lists.ts'
import type { Say } from './parts/say.ts'
import { placesOf } from './places.ts'
import { notRecords } from './rows.ts'
import type { Sample } from './sample/model.ts'
import { type DraftOptions, type DraftRecord, UNSTATED } from './settle.ts'

/** Decisions, and milestones where something has a due date. @throws Problem `invalid` without a title */
export function worksOf(sample: Sample, picks: Picks, { kind }: DraftOptions, say: Say): DraftRecord[] {
  const { title, status } = picks
  tellWords(picks, say)
  if (title === null) throw refuse('invalid', '找不到可作标题的列。', 'No column looks like a title.')
  const long = title.longest > 2000 || title.length > 250
  const when = notRecords(sample, title, say)
  const shared = {
    ...(when.length === 0 ? {} : { when }),
    ...identityOf(sample, picks, title, say),
    department: departmentOf(picks, sample, say),
  }
  say(`标题取自“${title.name}”。`, `The title is taken from "${title.name}".`)
  for (const { name } of picks.titleElse)
    say(
      `“${title.name}”为空的行，标题取自“${name}”。`,
      `Where "${title.name}" is empty the title is taken from "${name}".`,
    )
  const tagged = tellTexts(title, say)
  const titles = [title.name, ...picks.titleElse.map(({ name }) => name)]
  const state: Record<string, Value> =
    status === null ? {} : { declaredStatus: { from: status.name, as: 'line' } }
  const fields: Record<string, Value> = {
    title: { from: titles.length === 1 ? title.name : titles, as: tagged ? 'html' : long ? 'brief' : 'line' },
    ...(picks.area === null ? {} : { area: { from: picks.area.name, as: 'line' } }),
  }
  const places = placesOf(sample, say)
  const text = picks.summary?.name ?? (long ? title.name : null)
  const dates = milestoneDates(picks, kind === 'milestone', say)
  const { column: key } = picks.identity
  const inner =
    kind !== 'decision' && dates.due === null && sample.within === null
      ? innerMilestones(sample, shared, say)
      : null
  const decision: DraftRecord = {
    kind: 'decision',
    ...shared,
    ...(dates.start === null ? {} : { occurred: dates.start }),
    fields: {
      ...fields,
      ...(key === null ? {} : { number: { from: key.name, as: 'line' } }),
      class: { const: dates.due === null ? 'ordinary' : 'project' },
      ...(text === null ? {} : { summary: text }),
      noResponsibility: { const: 'The register names no power.' },
      ...state,
      ...amountsOf(picks.amounts, sample, say),
      ...documentsOf(sample, say),
      ...places,
    },
    ...stepsOf(sample, say, inner?.each ?? null),
  }
  const isMilestone = kind === 'milestone' || (kind === null && dates.due !== null)
  const flag = doneFlag(picks.columns)
  const byFlag = isMilestone && dates.done === null && flag !== undefined ? finishedByFlag(flag, say) : null
  const finished = byFlag ?? (isMilestone && dates.done === null ? finishedOf(status, say) : {})
  const milestone: DraftRecord = {
    kind: 'milestone',
    ...shared,
    fields: {
      ...fields,
      ...(text === null ? {} : { description: text }),
      ...(kind === 'milestone'
        ? places
        : {
            decision: { ...namesOf(shared.key.from), as: 'record', kind: 'decision' },
          }),
      ...dates.fields,
      ...progressOf(picks.progress, say),
      ...printedDue(picks, say),
      ...state,
    },
    ...(dates.done === null ? {} : { done: dates.done }),
    ...finished,
  }
  if (inner !== null) return kind === 'milestone' ? [inner] : [decision, inner]
  if (kind === 'decision') return [decision]
  if (kind === 'milestone') return [milestone]
  return dates.due === null && dates.done === null ? [decision] : [decision, milestone]
}

/** Letters of UTF-8 that were read as windows-1252 and written again, as Ã© for é. */
const TWICE = /Ã[\u0080-\u00bf]|â€[\u0090-\u009f\u0153\u201c\u201d\u2122\u02dc“”™]/u
const TAG = /<\/?(?:p|b|i|br|em|strong|span|div|a|ul|li)\b[^>]*>/i

/** Words on titles that are no plain text. True where most of them are HTML of one line, which is read as such. */
function tellTexts({ name, values, filled }: Column, say: Say): boolean {
  const twice = values.filter((text) => TWICE.test(text))
  if (twice.length > 0)
    say(
      `“${name}”有 ${twice.length} 处像是编码被转换了两次（如 ${twice[0] ?? ''}）：照原样读，请向发布者要正确的文件。`,
      `${twice.length} texts of "${name}" seem to have been encoded twice (as ${twice[0] ?? ''}): they are read as they stand; ask whoever published them for the right file.`,
    )
  const tagged = values.filter((text) => TAG.test(text))
  if (tagged.length < filled / 2 || tagged.some((text) => readHtml(text).includes('\n'))) return false
  say(`“${name}”含 HTML 标记，去掉标记后读。`, `"${name}" holds HTML: it is read without the tags.`)
  return true
}

/** The decision of a milestone, by what names it. */
function namesOf([first = '', ...more]: readonly string[]): ValueObject {
  return more.length === 0 ? { from: first } : { from: [first, ...more], join: '|' }
}

function identityOf(sample: Sample, { identity }: Picks, title: Column, say: Say): Pick<DraftRecord, 'key'> {
  const { column, distrusted } = identity
  if (column !== null) {
    const twice = column.filled - column.distinct
    say(
      `用“${column.name}”识别记录，${twice === 0 ? '它每行都不同' : `其中 ${twice} 行与别的行相同`}；请确认它在下一次公布时不会重新编号。`,
      `"${column.name}" ${twice === 0 ? 'differs in every row' : `is the same in ${twice} rows as in another`} and names the records; make sure that it is not numbered anew in the next delivery.`,
    )
    const typed = typedIn(sample, column.name)
    if (typed === null) return { key: { from: [column.name] } }
    say(
      `“${column.name}”有 ${typed.count} 个编号在后一份里写法不同（${typed.before} 写成 ${typed.now}）：按数字比较（"fold": "number"）；若不是同一条，请删去 fold。`,
      `${typed.count} keys in "${column.name}" are typed otherwise in a later file (${typed.now} for ${typed.before}): they are compared by their numbers ("fold": "number"); take out the fold where they are not the same.`,
    )
    return { key: { from: [column.name], fold: 'number' } }
  }
  if (distrusted?.why === 'counts')
    say(
      `“${distrusted.column.name}”只是行的序号，下一次公布时可能重排，未用来识别记录。`,
      `"${distrusted.column.name}" only counts the rows and may be numbered anew: it does not name the records.`,
    )
  if (distrusted?.why === 'moved')
    say(
      `“${distrusted.column.name}”的号码在两个样本中指的不是同一件事，未用来识别记录。`,
      `The numbers in "${distrusted.column.name}" mean other things in one sample than in the next: it does not name the records.`,
    )
  const { together, byTitle } = identity
  if (together.length > 0) {
    say(
      `没有哪一列单独每行不同；“${together.join('”加“')}”合起来${byTitle ? '多数行' : '每行'}不同，用它们识别记录；请确认它们在下一次公布时不会重新编号。`,
      `No column alone differs in every row; "${together.join('" and "')}" together ${byTitle ? 'do in most' : 'do'} and name the records; make sure that they are not numbered anew in the next delivery.`,
    )
    if (!byTitle) return { key: { from: together } }
    say(
      `其中没有编号的行，以“${title.name}”区分。`,
      `Rows without a number among them are told apart by "${title.name}".`,
    )
    return { key: { from: together, tell: ['title'] } }
  }
  const twice = title.filled - title.foldedDistinct
  say(
    `没有可靠的编号：用“${title.name}”识别记录，忽略大小写和标点${twice === 0 ? '' : `；有 ${twice} 行与别的行同名`}。`,
    `No column has a reliable value of its own in every row: "${title.name}" names the records, case and punctuation aside${twice === 0 ? '' : `; ${twice} rows have the name of another`}.`,
  )
  return {
    key: {
      from: [title.name],
      fold: true,
      ...(twice === 0 ? {} : { tell: ['area', 'summary', 'description'] }),
    },
  }
}

function departmentOf(
  { department }: Picks,
  { sections, sheets }: Pick<Sample, 'sections' | 'sheets'>,
  say: Say,
): Value {
  if (department === null && sheets.length > 1 && sheets.every(namesOrgan)) {
    say(
      `每张表是一个部门（${sheets.join('、')}）：部门取自表的名称（@sheet）。`,
      `Each sheet is of a department (${sheets.join(', ')}): the name of the sheet is taken for it (@sheet).`,
    )
    return { from: '@sheet', as: 'line' }
  }
  if (department === null) {
    say(
      '找不到部门列：用固定名称代替，请改成实际的部门。',
      'No column looks like a department: a fixed name stands in its place, put the real one there.',
    )
    return { const: UNSTATED }
  }
  const several = new Set(department.values.map(folded).filter((name) => name !== '')).size
  say(
    `部门取自“${department.name}”（${several} 个）。`,
    `The department is taken from "${department.name}" (${several} of them).`,
  )
  const joint = department.values.filter((text) => /[、;；\n]/u.test(text.trim()))
  if (joint.length > 0)
    say(
      `“${department.name}”有 ${joint.length} 行写着几个部门（如 ${joint[0]?.replace(/\s+/g, ' ') ?? ''}）：哪一个牵头？这里把整格当作一个部门；若第一个牵头，请写 "match": "^([^、;；\\n]+)"。`,
      `${joint.length} rows of "${department.name}" name several departments (as ${joint[0]?.replace(/\s+/g, ' ') ?? ''}): which of them leads? The whole cell is taken for one department here; where the first leads, declare "match": "^([^、;；\\n]+)".`,
    )
  const whole = department.filled === department.rows
  const isHeading = sections?.name === department.name && sections.organs
  return {
    from: department.name,
    as: 'line',
    // Numbers before a heading, and counts behind it, are no part of the name.
    ...(isHeading ? { match: HEADING } : {}),
    ...(whole ? {} : { default: UNSTATED }),
  }
}

/** Columns of one meaning in several files, and the words of the status. */
function tellWords(picks: Picks, say: Say): void {
  for (const { name, others } of pickedOf(picks)) {
    const some = others.map((one) => one.name)
    if (some.length > 0)
      say(
        `“${name}”在别的文件里是：${some.join('、')}。`,
        `What is "${name}" in one file is in others: ${some.join(', ')}.`,
      )
  }
  const { status } = picks
  if (status !== null && status.words.length > 0)
    say(
      `“${status.name}”只有这些词：${status.words.join('、')}。`,
      `"${status.name}" has these words alone: ${status.words.join(', ')}.`,
    )
}

function progressOf(progress: Picked | null, say: Say): Record<string, Value> {
  if (progress === null || progress.decimal === null) return {}
  const share = progress.values.every(
    (text) => text.trim() === '' || /^(?:0|1|0?[.,]\d+|1[.,]0+)$/.test(text.trim()),
  )
  if (share)
    say(
      `“${progress.name}”是 0 到 1 的比例，乘以 100。`,
      `"${progress.name}" is a share from 0 to 1: times 100.`,
    )
  const { name, decimal, odd } = progress
  const marks: Value = {
    from: name,
    as: 'percent',
    decimal,
    ...(share ? { times: 100 } : {}),
  }
  return {
    progress: odd.length === 0 ? marks : { ...marks, unreadable: 'none' },
  }
}
