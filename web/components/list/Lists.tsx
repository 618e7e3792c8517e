/** Lists of records and of entries. */
import { isNews } from '../../../worker/domain/kinds/news.ts'
import { departmentIn, nameIn, type OfDepartment, titleIn } from '../../../worker/domain/kinds/title.ts'
import { at } from '../../address.ts'
import { useFrame } from '../../frame.ts'
import { label, levelLabel, typeLabel } from '../../labels.ts'
import { formatDay, formatMoment } from '../../text/dates.ts'
import { foreign } from '../../text/language.ts'
import type { EntryLine, RecordView } from '../../types.ts'
import { count, fill } from '../../words/words.ts'
import { EntrySeal } from '../proof/Islands.tsx'
import { isAnnulled } from '../record/Annulled.tsx'
import { RecordLink } from './RecordLink.tsx'
import { isOver, Status } from './Status.tsx'

/** The name of the department of a record or an entry in the reader's language; nothing where there is none. */
export function DepartmentName({ of }: { of: OfDepartment }) {
  const { lang } = useFrame()
  const name = departmentIn(lang, of)
  return name === null ? null : <span lang={foreign(lang, name)}>{name}</span>
}

/** Responsibilities, one line each: the item, then its type, level and (where it is not plain) department. */
export function RecordList({ records, showDepartment }: { records: RecordView[]; showDepartment: boolean }) {
  const { lang, words } = useFrame()
  return (
    <ul class="items">
      {records.map((record) => (
        <li key={record.id} class={isOver(record.status) ? 'ended' : undefined}>
          <div>
            {isAnnulled(record) ? (
              <del>
                <RecordLink id={record.id} title={titleIn(lang, record)} />
              </del>
            ) : (
              <RecordLink id={record.id} title={titleIn(lang, record)} />
            )}
            <p class="who dot">
              {isAnnulled(record) && <span>{words.annulled.word}</span>}
              {record.type !== null && <span>{typeLabel(lang, record.kind, record.type)}</span>}
              {record.level !== null && <span>{levelLabel(lang, record.kind, record.level)}</span>}
              {showDepartment && <DepartmentName of={record} />}
            </p>
          </div>
          <Status of={record} />
        </li>
      ))}
    </ul>
  )
}

/** Entries of the ledger, newest first: what happened to what, for whom, when, with a seal each. */
export function EntryList({
  lines,
  showDepartment = true,
}: {
  lines: EntryLine[]
  showDepartment?: boolean
}) {
  const { words } = useFrame()
  return (
    <ol class="log" aria-label={words.entries.label}>
      {lines.map((line) => (
        <Entry key={line.index} line={line} showDepartment={showDepartment} />
      ))}
    </ol>
  )
}

/** The same, with runs of the ledger's own housekeeping gathered: digests, rulebook, accounts. */
export function GatheredEntries({ lines }: { lines: EntryLine[] }) {
  const { words } = useFrame()
  return (
    <ol class="log" aria-label={words.entries.label}>
      {runsOf(lines).map((run) => {
        const [first] = run
        if (first === undefined) return null
        return run.length === 1 ? (
          <Entry key={first.index} line={first} showDepartment />
        ) : (
          <li key={first.index} class="log__run">
            <details>
              <summary>
                <RunName run={run} />
              </summary>
              <EntryList lines={run} />
            </details>
          </li>
        )
      })}
    </ol>
  )
}

/** Entries one after the other that are no news; what is news stands alone. */
function runsOf(lines: readonly EntryLine[]): EntryLine[][] {
  const runs: EntryLine[][] = []
  for (const line of lines) {
    const run = runs.at(-1)
    const last = run?.at(-1)
    const joins = last !== undefined && !isNews(last.envelope.kind) && !isNews(line.envelope.kind)
    if (joins) run?.push(line)
    else runs.push([line])
  }
  return runs
}

/** Name of a run of entries: their number, kinds and days. */
function RunName({ run }: { run: readonly EntryLine[] }) {
  const { lang, words, timeZone } = useFrame()
  const kinds = [...new Set(run.map(({ envelope }) => label(lang, 'event', envelope.kind)))]
  const days = [run.at(-1), run[0]].flatMap((line) =>
    line === undefined ? [] : [formatDay(line.envelope.recorded, timeZone)],
  )
  return (
    <>
      {count(words.gathered.summary, run.length, { kinds: kinds.join(lang === 'zh' ? '、' : ', ') })}{' '}
      <span class="hint nowrap">{[...new Set(days)].join(lang === 'zh' ? ' 至 ' : ' to ')}</span>
    </>
  )
}

function Entry({ line, showDepartment }: { line: EntryLine; showDepartment: boolean }) {
  const { lang, words, timeZone } = useFrame()
  const { index, envelope } = line
  const title = nameIn(lang, line)
  const recorded = formatMoment(envelope.recorded, timeZone)
  const late = formatDay(envelope.occurred, timeZone) !== formatDay(envelope.recorded, timeZone)
  return (
    <li>
      <div>
        <p class="what">
          {label(lang, 'event', envelope.kind)} <RecordLink id={envelope.record} title={title} />
        </p>
        <p class="who dot">
          <time dateTime={envelope.recorded}>{recorded}</time>
          {showDepartment && envelope.department !== envelope.record && <DepartmentName of={line} />}
          {late && (
            <span class="nowrap">
              {fill(words.timeline.occurred, { date: formatDay(envelope.occurred, timeZone) })}
            </span>
          )}
          <a href={at(lang, `/entries/${index}`)}>{fill(words.timeline.entry, { index })}</a>
        </p>
      </div>
      <EntrySeal index={index} sealed={envelope.visibility === 'sealed'} />
    </li>
  )
}
