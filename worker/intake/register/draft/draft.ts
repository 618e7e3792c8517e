/** Drafts a mapping from sample files by looking at their headers and values. Every guess is told in words. */
import { refuse } from '../../../domain/record/guard.ts'
import type { Words } from '../../../domain/record/problem.ts'
import type { GivenFile } from '../../files/sheet.ts'
import type { RegisterDelivery } from '../delivery/delivery.ts'
import { folded } from '../fold.ts'
import type { Value } from '../mapping.schema.ts'
import { tallied, tallyOfReading } from '../tally.ts'
import { deliveriesOf, inputOf, latestOf, pickedOf, tellInput } from './input.ts'
import { amountsOf, documentsOf, milestoneDates, type Say, stepsOf } from './parts.ts'
import { type Picked, type Picks, pick } from './pick.ts'
import { type Column, isNothing } from './profile-column.ts'
import { type Sample, sampleOf } from './sample.ts'
import { type DraftMapping, type DraftRecord, settle, UNSTATED } from './settle.ts'
import { FINISHED } from './words.ts'

export interface Drafted {
  mapping: DraftMapping
  remarks: Words[]
}

export interface DraftOptions {
  name: string
  /** Decisions or milestones alone; both where there are due dates when null. */
  kind: 'decision' | 'milestone' | null
  /** The day of drafting: where the files do not say of when they are, nothing in them was done after it. */
  today: string
}

/** Names, where a list of powers is what was given. */
const POWER_LIST = /权力类型|职权类型|行使主体|追责情形|实施依据/u

/** @throws Problem `invalid` when the files cannot be read or hold nothing that could be a title */
export function draftMapping(given: readonly GivenFile[], options: DraftOptions): Drafted {
  // Read again and again while the draft is tried on them.
  const files = given.map((file) => ({ ...file, kept: file.kept ?? new Map() }))
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
  const picks = pick(sample, latestOf(files) ?? options.today)
  tellInput(sample, say)
  const records = recordsOf(sample, picks, options, say)
  const empty = emptyOf(picks)
  if (empty.length > 0) say(`当作没有内容：${empty.join('、')}。`, `Taken as nothing: ${empty.join(', ')}.`)
  const mapping: DraftMapping = {
    mapping: 1,
    name: options.name,
    title: { zh: options.name, en: options.name },
    target: 'register',
    ...deliveries,
    input: inputOf(sample, picks, records),
    ...(empty.length === 0 ? {} : { empty }),
    records,
  }
  tellPassed(settle(mapping, files, options.today, say), say)
  tellLeft(picks, mapping, say)
  return { mapping, remarks }
}

/** Rows that give no record, with the reason and their number; and the rows whose department was made up. */
function tellPassed(deliveries: readonly RegisterDelivery[], say: Say): void {
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
}

function recordsOf(sample: Sample, picks: Picks, { kind }: DraftOptions, say: Say): DraftRecord[] {
  const { title, status } = picks
  tellWords(picks, say)
  if (title === null) throw refuse('invalid', '找不到可作标题的列。', 'No column looks like a title.')
  const long = title.longest > 2000 || title.length > 250
  const shared = {
    ...identityOf(picks, title, say),
    department: departmentOf(picks, say),
  }
  say(`标题取自“${title.name}”。`, `The title is taken from "${title.name}".`)
  const state: Record<string, Value> =
    status === null ? {} : { declaredStatus: { from: status.name, as: 'line' } }
  const fields: Record<string, Value> = {
    title: { from: title.name, as: long ? 'brief' : 'line' },
    ...(picks.area === null ? {} : { area: { from: picks.area.name, as: 'line' } }),
  }
  const text = picks.summary?.name ?? (long ? title.name : null)
  const dates = milestoneDates(picks, kind === 'milestone', say)
  const { column: key } = picks.identity
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
      ...amountsOf(picks.amounts, say),
      ...documentsOf(sample, say),
    },
    ...stepsOf(sample, say),
  }
  const isMilestone = kind === 'milestone' || (kind === null && dates.due !== null)
  const finished = isMilestone && dates.done === null ? finishedOf(status, say) : {}
  const milestone: DraftRecord = {
    kind: 'milestone',
    ...shared,
    fields: {
      ...fields,
      ...(text === null ? {} : { description: text }),
      ...(kind === 'milestone'
        ? {}
        : {
            decision: {
              from: key?.name ?? title.name,
              as: 'record',
              kind: 'decision',
            },
          }),
      ...dates.fields,
      ...progressOf(picks.progress, say),
      ...state,
    },
    ...(dates.done === null ? {} : { done: dates.done }),
    ...finished,
  }
  if (kind === 'decision') return [decision]
  if (kind === 'milestone') return [milestone]
  return dates.due === null && dates.done === null ? [decision] : [decision, milestone]
}

function identityOf({ identity }: Picks, title: Column, say: Say): Pick<DraftRecord, 'key'> {
  const { column, distrusted } = identity
  if (column !== null) {
    const twice = column.filled - column.distinct
    say(
      `用“${column.name}”识别记录，${twice === 0 ? '它每行都不同' : `其中 ${twice} 行与别的行相同`}；请确认它在下一次公布时不会重新编号。`,
      `"${column.name}" ${twice === 0 ? 'differs in every row' : `is the same in ${twice} rows as in another`} and names the records; make sure that it is not numbered anew in the next delivery.`,
    )
    return { key: { from: [column.name] } }
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

function departmentOf({ department, columns }: Picks, say: Say): Value {
  if (columns.some(({ name }) => POWER_LIST.test(name)))
    say(
      '这像是一份权责清单：内置映射 responsibility-list 更合适。',
      'This looks like a responsibility list: the built-in mapping responsibility-list serves it better.',
    )
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
  const whole = department.filled === department.rows
  return {
    from: department.name,
    as: 'line',
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

/** Words of the status that mean done, where no date says when. */
function finishedOf(status: Picked | null, say: Say): { finished?: Value } {
  if (status === null) return {}
  const all = [...new Set(status.values.map((text) => text.trim()))]
  const yes = all.filter((word) => FINISHED.test(folded(word)))
  if (yes.length === 0) return {}
  const rows = status.values.filter((text) => yes.includes(text.trim())).length
  say(
    `这些词表示已完成（${rows} 行）：${yes.join('、')}。`,
    `These words mean that it is done: ${yes.join(', ')} (${rows} rows).`,
  )
  return { finished: { from: status.name, as: 'flag', yes } }
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

/** Sentinels that occur: words for nothing, and dates far from all others. */
function emptyOf({ columns }: Picks): string[] {
  const found = columns.flatMap(({ values, strays }) => [
    ...values.map((text) => text.trim()).filter((text) => text !== '' && isNothing(text)),
    ...strays,
  ])
  return [...new Set(found)].slice(0, 30)
}

function tellLeft({ columns }: Picks, { records, input }: DraftMapping, say: Say): void {
  const used = JSON.stringify([records, input.columns ?? {}])
  const left = columns.filter(({ name, filled }) => filled > 0 && !used.includes(JSON.stringify(name)))
  if (left.length === 0) return
  const names = left.map(({ name }) => name)
  say(`没有用到的列：${names.join('、')}。`, `Columns that were left out: ${names.join(', ')}.`)
  const dated = left
    .filter(({ formats }) => formats.length > 0 && !formats.includes('yyyy'))
    .map(({ name }) => name)
  if (dated.length > 0)
    say(
      `其中是日期的：${dated.join('、')}；若是作出决定的日期，可写进 ruling。`,
      `Of these are dates: ${dated.join(', ')}; if one is the day of the decision, declare it in "ruling".`,
    )
}
