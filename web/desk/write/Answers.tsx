/** 核对: what would be recorded, entry by entry, before it is. */
import type { PreparedDraft } from '../../../worker/ledger/prepared.ts'
import { Fields as BodyFields } from '../../components/record/Value.tsx'
import { ChangeValue } from '../../components/timeline/Change.tsx'
import { fieldLabel, kindIn, label } from '../../labels.ts'
import { idsIn } from '../../text/values.ts'
import type { Json } from '../../types.ts'
import { fill } from '../../words/fill.ts'
import { type Fields, fieldsIn, isFields, textIn } from '../form/fields/value.ts'
import { formOfEvent } from '../form/forms.ts'
import { DeskFrame } from '../frame/DeskFrame.tsx'
import { useDesk } from '../frame/desk.ts'
import { useTitles } from '../frame/titles.ts'
import { ReportCheck } from '../grouping/ReportCheck.tsx'

/** A report is drawn by its groups, with what its comments say. */
const REPORTED = 'consultation.reported'
/** Entries of one event that are drawn one by one: of those that follow from one act it says the number. */
const DRAWN = 3

/** @param base what stands of the record, for what changes of it */
export function Answers({ drafts: all, base }: { drafts: readonly PreparedDraft[]; base: Fields }) {
  const { lang, words } = useDesk()
  const among = new Map<string, number>()
  const drafts = all.filter(({ kind }) => {
    const n = (among.get(kind) ?? 0) + 1
    among.set(kind, n)
    return n <= DRAWN
  })
  // What is opened with the same submission is not there yet: its own fields name it.
  const opened = new Map(drafts.map(({ record, body }) => [record, textIn(fieldsIn(body).title)]))
  const named = drafts.flatMap(({ kind, body }) => (kind === REPORTED ? [] : idsIn(body)))
  const known = useTitles(named.filter((id) => !opened.has(id)))
  const names = new Map([...opened, ...known])
  return (
    <DeskFrame names={names}>
      {drafts.map(({ kind, record, seq, body }) => {
        const { set, ...whole } = inOrder(kind, fieldsIn(body))
        const { groups: _, unsorted: __, ...others } = whole
        const rest = kind === REPORTED ? others : whole
        return (
          <section class="answers" key={`${record} ${seq}`}>
            {drafts.length > 1 && <h2>{label(lang, 'event', kind)}</h2>}
            {isFields(set) && (
              <dl class="facts">
                {Object.entries(set).map(([field, to]) => (
                  <div key={field}>
                    <dt>{fieldLabel(lang, kind, field)}</dt>
                    <dd>
                      <ChangeValue change={{ field, from: base[field] ?? null, to }} kind={kindIn(kind)} />
                    </dd>
                  </div>
                ))}
              </dl>
            )}
            {kind === REPORTED && <ReportCheck consultation={record} body={whole} />}
            <BodyFields kind={kind} fields={rest} />
            {seq === lastOf(drafts, kind)?.seq && record === lastOf(drafts, kind)?.record && (
              <More n={(among.get(kind) ?? 0) - DRAWN} text={words.grouping.follows} />
            )}
          </section>
        )
      })}
    </DeskFrame>
  )
}

/** The last of an event that is drawn. */
const lastOf = (drafts: readonly PreparedDraft[], kind: string): PreparedDraft | undefined =>
  drafts.findLast((one) => one.kind === kind)

function More({ n, text }: { n: number; text: string }) {
  return n > 0 ? <p class="hint">{fill(text, { n })}</p> : null
}

/** As the form asks for them; canonical JSON has them by their names. */
function inOrder(event: string, body: Fields): Fields {
  const form = formOfEvent(event)
  const order = form === null ? [] : [...form.main, ...form.more]
  const known = order.flatMap((name): [string, Json][] => {
    const value = body[name]
    return value === undefined ? [] : [[name, value]]
  })
  return { ...Object.fromEntries(known), ...body }
}
