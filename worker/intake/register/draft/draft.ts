/** Drafts a mapping from sample files by looking at their headers and values. Every guess is told in words. */
import { refuse } from '../../../domain/record/guard.ts'
import type { Words } from '../../../domain/record/problem.ts'
import type { GivenFile } from '../../files/sheet.ts'
import { draftList } from '../../list/draft/draft.ts'
import { isAccounts } from '../dates/accounts.ts'
import { turned } from '../dates/format.ts'
import { asPrinted, readDate } from '../dates/read.ts'
import type { RegisterDelivery } from '../delivery/delivery.ts'
import { CUT_SHORT } from '../numbers/number.ts'
import { type Tally, tallied, tallyOfReading } from '../tally.ts'
import { draftAsked } from './asked.ts'
import { type Picks, pick } from './columns/pick.ts'
import { areOfBothOrders, isNothing, isOfOtherCalendar } from './columns/profile-column.ts'
import { deliveriesOf, inputOf, latestOf, tellInput } from './input.ts'
import { joinsOf, lookUp } from './lookups.ts'
import { matrixOf } from './matrix.ts'
import type { Say } from './parts/say.ts'
import { peopleOf } from './people.ts'
import { requestsOf } from './requests.ts'
import { recordsOnly } from './rows.ts'
import type { Sample } from './sample/model.ts'
import { isDocument, sampleOf } from './sample/sample.ts'
import { type DraftMapping, type DraftOptions, type DraftRecord, settle, UNSTATED } from './settle.ts'
import { settles } from './words/roles.ts'
import { worksOf } from './works.ts'

export interface Drafted {
  mapping: DraftMapping
  remarks: Words[]
  /** Records that the mapping reads from the samples; null where the last change of it was not tried. */
  tried: Tried | null
}

/** Outcome of reading the samples through a draft. */
export interface Tried {
  records: number
  rejected: number
  tally: Tally
}

/** A file that is read once, however often a draft is tried on it. */
const kept = (file: GivenFile): GivenFile => ({ ...file, kept: file.kept ?? new Map() })

/** @throws Problem `invalid` when the files cannot be read or hold nothing that could be a title */
export function draftMapping(given: readonly GivenFile[], options: DraftOptions): Drafted {
  const files = given.map(kept)
  const remarks: Words[] = []
  const told = new Set<string>()
  const say: Say = (zh, en) => {
    if (!told.has(en)) remarks.push({ zh, en })
    told.add(en)
  }
  const sample = sampleOf(files)
  if (sample.columns.length === 0 || sample.rows.length === 0)
    throw refuse('invalid', '样本里没有任何一行。', 'The samples hold no row at all.')
  const deliveries = deliveriesOf(sample, files, say)
  tellInput(sample, say)
  const lookups = lookUp(sample)
  const known = latestOf(files) ?? options.today
  const first = pick(sample, known)
  const own = recordsOnly(sample, first.title)
  const picks = own === sample ? first : pick(own, known)
  const { records, input } = shapeOf(sample, files, picks, options, say)
  if (sample.within !== null) for (const record of records) record.each ??= sample.within
  const joins = joinsOf(lookups, records)
  for (const { on, list } of lookups.filter(({ as }) => JSON.stringify(joins).includes(`"${as}"`)))
    say(`“${on}”在列表“${list.path}”中查名称。`, `"${on}" is looked up in the list "${list.path}".`)
  const empty = emptyOf(picks)
  if (empty.length > 0) say(`当作没有内容：${empty.join('、')}。`, `Taken as nothing: ${empty.join(', ')}.`)
  const mapping: DraftMapping = {
    mapping: 1,
    name: options.name,
    title: { zh: options.name, en: options.name },
    target: 'register',
    ...deliveries,
    input: input ?? inputOf(sample, picks, records),
    ...(empty.length === 0 ? {} : { empty }),
    ...joins,
    records,
  }
  const { read, isLast } = settle(mapping, files, options.today, say)
  if (tellPassed(read, say) === 0) withoutStandIn(mapping.records)
  tellBeside(sample, mapping, say)
  if (mapping.input.gather === undefined) tellLeft(picks, sample, mapping, say)
  return { mapping, remarks, tried: isLast ? triedOf(read) : null }
}

function triedOf(read: readonly RegisterDelivery[]): Tried {
  const sum = (of: (one: RegisterDelivery) => number): number =>
    read.reduce((total, one) => total + of(one), 0)
  return {
    records: sum(({ records }) => records.length),
    rejected: sum(({ rejected }) => rejected.length),
    tally: tallied(read.map(tallyOfReading)),
  }
}

/** Drafts what the files hold: a list of powers, else a register. @throws Problem `invalid` as of that */
export function draftOf(
  given: readonly GivenFile[],
  options: DraftOptions,
): { mapping: object; remarks: Words[]; tried: Tried | null } {
  const files = given.map(kept)
  const tables = options.kind === null ? files.filter((file) => !isDocument(file)) : []
  const list =
    tables.length === 0 ? null : (draftAsked(tables, options.name) ?? draftList(tables, options.name))
  return list === null ? draftMapping(files, options) : { ...list, tried: null }
}

/** Records and input of what the rows are: questions, memberships, a matrix of votes, or works. */
function shapeOf(
  sample: Sample,
  files: readonly GivenFile[],
  picks: Picks,
  options: DraftOptions,
  say: Say,
): { records: DraftRecord[]; input?: DraftMapping['input'] } {
  const { kind } = options
  const asked =
    kind === null || kind === 'question' ? requestsOf(sample, files, kind === 'question', say) : null
  if (asked !== null) return { records: asked }
  const people = kind === null || kind === 'membership' ? peopleOf(sample, kind === 'membership', say) : null
  if (people !== null) return { records: [people] }
  const matrix = kind === null ? matrixOf(sample, say) : null
  if (matrix === null) return { records: worksOf(sample, picks, options, say) }
  const { header: _, headerRows: __, columns: ___, ...input } = inputOf(sample, picks, matrix.records)
  return { records: matrix.records, input: { ...input, ...matrix.input } }
}

/** Takes back the department that stands in where none is named, since no row of the sample needs it. */
function withoutStandIn(records: readonly DraftRecord[]): void {
  for (const record of records) {
    const { department } = record
    if (typeof department === 'string' || Array.isArray(department) || department.default !== UNSTATED)
      continue
    const { default: _, ...named } = department
    record.department = named
  }
}

/**
 * Rows that give no record, with the reason and their number; and the rows whose department was made up.
 *
 * @returns the number of the latter
 */
function tellPassed(deliveries: readonly RegisterDelivery[], say: Say): number {
  const { read, recorded, passed, rejected } = tallied(deliveries.map(tallyOfReading))
  for (const { reason, count } of passed)
    say(
      `样本的 ${read} 行中有 ${count} 行不成为记录：${reason.zh}。`,
      `Of ${read} rows of the sample ${count} give no record: ${reason.en}.`,
    )
  if (passed.length > 0 && recorded < read / 2)
    say(
      '不成为记录的行超过一半：请确认这就是你要的。',
      'More than half of the rows give no record: make sure that this is what you want.',
    )
  if (rejected > 0)
    say(
      `样本的 ${read} 行中有 ${rejected} 行被拒。`,
      `Of ${read} rows of the sample ${rejected} are rejected.`,
    )
  const records = deliveries.flatMap((one) => one.records.map((record) => [one, record] as const))
  const unstated = new Set(
    records.flatMap(([one, { department, where }]) =>
      one.departments.get(department) === UNSTATED ? [`${where.file}\n${where.sheet}\n${where.row}`] : [],
    ),
  )
  if (unstated.size > 0)
    say(
      `有 ${unstated.size} 行没有部门，记在“${UNSTATED}”名下：请改成实际的部门。`,
      `${unstated.size} rows name no department and are recorded under "${UNSTATED}": put the real one there.`,
    )
  return unstated.size
}

/** Lists beside the records that nothing is taken of, each with its length: they may be records as well. */
function tellBeside({ side }: Pick<Sample, 'side'>, { tables = {} }: DraftMapping, say: Say): void {
  const used = JSON.stringify(tables)
  const left = side.filter(
    ({ path, file, items }) =>
      items.length > 0 && !used.includes(JSON.stringify(path)) && (file === null || !used.includes(file)),
  )
  if (left.length === 0) return
  const names = left.slice(0, 10).map(({ path, file, items }) => `${file ?? path} (${items.length})`)
  say(
    `旁边这些列表没有读：${names.join('、')}；若也是记录，请另写一条或用 each 的 * 一起读。`,
    `Lists beside the records that were not read: ${names.join(', ')}; if they are records as well, read them by a record of their own, or together by "*" in "each".`,
  )
}

/** Sentinels that occur: words for nothing, and dates far from all others. */
function emptyOf({ columns }: Picks): string[] {
  const found = columns.flatMap(({ values, strays }) => [
    ...values.map((text) => text.trim()).filter((text) => text !== '' && isNothing(text)),
    ...strays,
  ])
  return [...new Set(found)].slice(0, 30)
}

function tellLeft(
  { columns }: Picks,
  { lists }: Pick<Sample, 'lists'>,
  { records, input }: DraftMapping,
  say: Say,
): void {
  const used = JSON.stringify([records, input.columns ?? {}])
  // What stands inside of a list that is left out is left out with it.
  const paths = lists.map(({ path }) => path).filter((path) => !isUsedIn(used, path, lists))
  const outer = paths.filter((path) => !paths.some((one) => path.startsWith(`${one}.`)))
  if (outer.length > 0)
    say(`没有用到的列表：${outer.join('、')}。`, `Lists that were left out: ${outer.join(', ')}.`)
  const left = columns.filter(({ name, filled }) => filled > 0 && !used.includes(JSON.stringify(name)))
  if (left.length === 0) return
  const names = left.map(({ name }) => name)
  say(`没有用到的列：${names.join('、')}。`, `Columns that were left out: ${names.join(', ')}.`)
  tellUnread(left, say)
  for (const { name: of, values } of left) {
    const cut = values.filter((text) => CUT_SHORT.test(text.trim()))
    if (cut.length > 0)
      say(
        `“${of}”有 ${cut.length} 格被电子表格截成了科学记数法（如 ${cut[0]?.trim() ?? ''}），原来的号码已不在文件里：请向发布者要原文件。`,
        `${cut.length} cells of "${of}" were cut short by a spreadsheet (as ${cut[0]?.trim() ?? ''}): the numbers are no longer in the file; ask whoever published it for the original.`,
      )
  }
  const dated = left
    .filter(({ formats }) => formats.length > 0 && !formats.includes('yyyy'))
    .map(({ name }) => name)
  if (dated.length > 0 && records.some(({ kind }) => kind === 'decision'))
    say(
      `其中是日期的：${dated.join('、')}；若是作出决定的日期，可写进 ruling。`,
      `Of these are dates: ${dated.join(', ')}; if one is the day of the decision, declare it in "ruling".`,
    )
}

/** Columns of which the header says a date and the values do not, or in no one way. */
function tellUnread(left: Picks['columns'], say: Say): void {
  for (const { name, formats, values, filled } of left) {
    const dates = values.filter((text) => /\p{Nd}/u.test(text)).length
    const shares = values.filter((text) => /[%٪‰]/u.test(text)).length
    if (formats.length > 0 || dates < filled / 2 || shares > 0) continue
    if (isOfOtherCalendar(name, values)) {
      say(
        `“${name}”的日期是别的历法（如回历、波斯历、尼泊尔历），没有用：请先换算成公历。`,
        `The dates of "${name}" are of another calendar (as of the Hijra, of Persia or Nepal) and were left out: convert them to the Gregorian one first.`,
      )
      continue
    }
    if (!DATED.some((role) => settles(role, name))) continue
    const shown = [...new Set(values.map((text) => text.trim()).filter((text) => text !== ''))].slice(0, 4)
    if (values.every((text) => text.trim() === '' || isAccounts(asPrinted(text)))) {
      say(
        `“${name}”是财政年度（${shown.join('、')}），没有写明从哪个月开始，没有用：从 4 月开始的请写 "formats": ["fiscal 4"]，从上一年 10 月开始的写 "fiscal 10 end"，与日历年相同的写 "fiscal 1"。`,
        `"${name}" holds fiscal years (${shown.join(', ')}) that do not say in which month they begin, and was left out: declare "formats": ["fiscal 4"] where they begin in April, "fiscal 10 end" where in October of the year before, "fiscal 1" where they are calendar years.`,
      )
      continue
    }
    if (areOfBothOrders(values, ORDERS)) {
      const proof = (order: string): string =>
        values.find(
          (text) =>
            readDate(text.trim(), [order]) !== null && readDate(text.trim(), [turned(order) ?? '']) === null,
        ) ?? ''
      const order = ORDERS.find((one) => areOfBothOrders(values, [one])) ?? ''
      say(
        `“${name}”里有的先日后月（${proof(order)}），有的先月后日（${proof(turned(order) ?? '')}），其余的不知是哪一种，没有用：请问发布者。`,
        `"${name}" seems to hold dates, but some days stand before the month (${proof(order)}) and some behind it (${proof(turned(order) ?? '')}): of the others nobody can tell, and it was left out; ask whoever published it.`,
      )
      continue
    }
    say(
      `“${name}”像是日期，但写法不一，没有用：${shown.join('、')}。请按各种写法声明 formats，读不出的用 unreadable。`,
      `"${name}" seems to hold dates, but in too many ways, and was left out: ${shown.join(' | ')}. Declare each way in "formats", and "unreadable" for what is none.`,
    )
  }
}

/** Orders of day and month that could be the other way round. */
const ORDERS = ['dd/mm/yyyy', 'dd-mm-yyyy', 'dd.mm.yyyy', 'dd/mm/yy', 'dd-mm-yy', 'dd.mm.yy'] as const

const DATED = ['start', 'due', 'done'] as const

/** True for a list of which a draft takes something, by its whole path or by that in the list around it. */
function isUsedIn(used: string, path: string, lists: Sample['lists']): boolean {
  const around = lists.filter((one) => path.startsWith(`${one.path}.`)).map((one) => one.path.length + 1)
  return [0, ...around].some((from) => used.includes(`"each":${JSON.stringify(path.slice(from))}`))
}
