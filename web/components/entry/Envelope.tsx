import type { ComponentChildren } from 'preact'
import type { Envelope as EnvelopeFields } from '../../../worker/ledger/envelope-shape.ts'
import { useFrame } from '../../frame.ts'
import { groundLabel, label, roleLabel } from '../../labels.ts'
import { formatMoment, isInstant, offsetOf } from '../../text/dates.ts'
import { fill } from '../../words/words.ts'
import { RecordLink } from '../list/RecordLink.tsx'
import { Facts } from '../record/Facts.tsx'

/** The envelope field by field: its value in words, and what the field means. */
export function Envelope({ envelope }: { envelope: EnvelopeFields }) {
  const { lang, words, timeZone } = useFrame()
  const { entry } = words
  const when = (text: string): string =>
    isInstant(text) ? `${formatMoment(text, timeZone)} ${offsetOf(text, timeZone)}` : text
  const { actor, approver, department, ground, review, sig } = envelope
  const rows: [keyof typeof entry.fields, ComponentChildren][] = [
    ['kind', `${label(lang, 'event', envelope.kind)} · ${envelope.kind}`],
    ['record', <RecordLink key="record" id={envelope.record} />],
    ['seq', String(envelope.seq)],
    ['department', department === null ? null : <RecordLink key="department" id={department} />],
    [
      'actor',
      <span key="actor">
        {roleLabel(lang, actor.role)} · <Account id={actor.account} />
      </span>,
    ],
    ['approver', approver === undefined ? null : <Account key="approver" id={approver} />],
    [
      'occurred',
      <time key="occurred" dateTime={envelope.occurred}>
        {when(envelope.occurred)}
      </time>,
    ],
    [
      'recorded',
      <time key="recorded" dateTime={envelope.recorded}>
        {when(envelope.recorded)}
      </time>,
    ],
    ['visibility', envelope.visibility === 'public' ? entry.public : entry.sealedWord],
    ['ground', ground === undefined ? null : groundLabel(lang, ground)],
    ['review', review ?? null],
    ['body', <code key="body">{envelope.body}</code>],
    ['sig', sig === undefined ? null : <code key="sig">{sig}</code>],
    ['v', String(envelope.v)],
  ]
  return (
    <Facts
      wide
      facts={rows.map(([field, value]) => ({
        name: entry.fields[field],
        value:
          value === null ? null : (
            <>
              {value}
              <small>{entry.meaning[field]}</small>
            </>
          ),
      }))}
    />
  )
}

/** An account by its post, and by its id as the envelope has it. */
function Account({ id }: { id: string }) {
  const { words, names } = useFrame()
  const own = fill(words.entry.account, { account: id })
  return names.has(id) ? (
    <>
      <RecordLink id={id} /> <span class="hint">{own}</span>
    </>
  ) : (
    <span>{own}</span>
  )
}
