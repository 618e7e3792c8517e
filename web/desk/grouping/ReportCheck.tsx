/** Groups of a report before it is entered: each with its outcome, its reason, and the wordings that it answers. */
import { useMemo } from 'preact/hooks'
import { label } from '../../labels.ts'
import { count, fill } from '../../words/fill.ts'
import { type Fields, fieldsIn, textIn } from '../form/fields/value.ts'
import { useDesk } from '../frame/desk.ts'
import { byWording, type Group, groupsIn, wordingsAt } from './groups.ts'
import { useComments } from './useComments.ts'

/** Wordings of one group that are drawn; of more it says the number. */
const DRAWN = 5

/** @param consultation id of what is reported on */
export function ReportCheck({ consultation, body }: { consultation: string; body: Fields }) {
  const { words } = useDesk()
  const { grouping } = words
  const { items } = useComments(consultation)
  const campaigns = useMemo(() => byWording(items ?? []), [items])
  const groups = groupsIn(body)
  const n = groups.reduce((sum, { comments }) => sum + comments.length, 0)
  return (
    <>
      <p>{fill(grouping.groupsOf, { groups: groups.length, n })}</p>
      {groups.map((group) => (
        <CheckedGroup key={group.id} group={group} wordings={wordingsAt(campaigns, groups, group.id)} />
      ))}
    </>
  )
}

function CheckedGroup({
  group: { fields, comments },
  wordings,
}: {
  group: Group
  wordings: ReturnType<typeof wordingsAt>
}) {
  const { words, lang } = useDesk()
  const { grouping } = words
  const { where, before, after } = fieldsIn(fields.change)
  const others = typeof fields.others === 'number' ? fields.others : 0
  const told = [
    ['reason', textIn(fields.reason)],
    ['where', textIn(where)],
    ['before', textIn(before)],
    ['after', textIn(after)],
  ].filter(([, text]) => text !== '')
  return (
    <section>
      <h3>{textIn(fields.title)}</h3>
      <p class="dot">
        <b>{label(lang, 'adoptionOutcome', textIn(fields.outcome))}</b>
        <span>{fill(grouping.holds, { n: comments.length })}</span>
        {others > 0 && <span>{fill(grouping.others, { n: others })}</span>}
      </p>
      {textIn(fields.summary) !== '' && <p>{textIn(fields.summary)}</p>}
      <dl class="facts">
        {told.map(([field = '', text]) => (
          <div key={field}>
            <dt>{label(lang, 'field', field)}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      <ul>
        {wordings.slice(0, DRAWN).map(({ key, first, all }) => (
          <li key={key}>
            {first.text ?? first.why?.[lang]}{' '}
            {all.length > 1 && <span class="hint">{count(grouping.same, all.length)}</span>}
          </li>
        ))}
      </ul>
      {wordings.length > DRAWN && (
        <p class="hint">{fill(grouping.moreWordings, { n: wordings.length - DRAWN })}</p>
      )}
    </section>
  )
}
