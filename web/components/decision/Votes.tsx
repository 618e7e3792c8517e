/** 谁决定，谁有不同意见: attendance, opinions in their order, votes; those who disagreed by name. */
import { dateOfStep, step as stepShape } from '../../../worker/domain/kinds/decision/step.ts'
import { useFrame } from '../../frame.ts'
import { label } from '../../labels.ts'
import { keyed } from '../../text/keyed.ts'
import { type Fields, listIn, textIn } from '../../text/parts.ts'
import { count, fill } from '../../words/words.ts'
import { Printed, PrintedList, Sentence } from '../list/Printed.tsx'
import { Prose } from '../record/Prose.tsx'
import { voicesOf, voicesWords } from './voices.ts'

/** Attendance, opinions and votes of a step; nothing when it has none of them. */
export function Votes({ step }: { step: Fields }) {
  const ballots = listIn(step, 'ballots')
  const opinions = listIn(step, 'opinions')
  const attendance = listIn(step, 'attendance')
  const counts = listIn(step, 'counts')
  if (ballots.length + opinions.length + attendance.length + counts.length === 0) return null
  return (
    <div class="votes">
      <Attendance attendance={attendance} step={step} />
      <Tally ballots={ballots} counts={counts} on={dayOfStep(step)} />
      <Opinions opinions={opinions} on={dayOfStep(step)} />
      <RollCall ballots={ballots} on={dayOfStep(step)} />
    </div>
  )
}

/** The votes of a step in one phrase, for its line. */
export function Counted({ step }: { step: Fields }) {
  const { lang } = useFrame()
  const voices = voicesOf(lang, step)
  return voices.length === 0 ? null : <span>{voicesWords(lang, voices)}</span>
}

function Attendance({ attendance, step }: { attendance: Fields[]; step: Fields }) {
  const { lang, words } = useFrame()
  const members = attendance.filter(
    (one) => one.role === undefined || one.role === 'member' || one.role === 'chair',
  )
  const present = members.filter((one) => one.presence === undefined || one.presence === 'present').length
  const recused = attendance
    .filter((one) => one.recused === true)
    .flatMap((one) => textIn(one, 'member') ?? [])
  const on = dayOfStep(step)
  const said = typeof step.present === 'number' ? step.present : members.length === 0 ? null : present
  if (said === null && recused.length === 0) return null
  const phrase = members.length === 0 ? words.decision.present : words.decision.presentOf
  return (
    <p class="dot">
      {said !== null && <span>{fill(phrase, { present: said, members: members.length })}</span>}
      {recused.length > 0 && (
        <span>
          {label(lang, 'field', 'recused')} <PrintedList texts={recused} on={on} />
        </span>
      )}
    </p>
  )
}

/** Those who disagreed, each with how. */
export function Dissenters({
  of,
  on,
}: {
  of: readonly { member: string; stance: string }[]
  on: string | null
}) {
  const { lang, words } = useFrame()
  const names = of.map(({ member, stance }, i) => (
    <>
      {i > 0 && (lang === 'zh' ? '、' : ', ')}
      <Sentence of={words.decision.voted} with={{ name: <Printed text={member} on={on} />, vote: stance }} />
    </>
  ))
  return <Sentence of={words.decision.dissent} with={{ names }} />
}

/** The day of a step as it stands in an entry. */
export function dayOfStep(given: Fields): string | null {
  return dateOfStep(stepShape.read(given))
}

/** Votes by kind: counted from the roll call where there is one, else as counted by the source. */
function Tally({ ballots, counts, on }: { ballots: Fields[]; counts: Fields[]; on: string | null }) {
  const { lang, words } = useFrame()
  const of = (vote: string): number =>
    ballots.length > 0
      ? ballots.filter((one) => one.vote === vote).length
      : counts
          .filter((one) => one.vote === vote)
          .reduce((sum, one) => sum + (typeof one.count === 'number' ? one.count : 0), 0)
  if (ballots.length + counts.length === 0) return null
  const [yes, no, abstain] = [of('yes'), of('no'), of('abstain')]
  const away = of('absent') + of('excused') + of('not_voting')
  const dissent = ballots
    .filter((one) => one.vote === 'no' || one.vote === 'abstain')
    .map((one) => ({
      member: textIn(one, 'member') ?? '',
      stance: label(lang, 'vote', textIn(one, 'vote') ?? ''),
    }))
  return (
    <>
      <p class="dot">
        <span>{fill(words.decision.votes, { yes, no, abstain })}</span>
        {away > 0 && <span>{fill(words.decision.absent, { n: away })}</span>}
        {yes > 0 && no + abstain === 0 && <span>{words.decision.unanimous}</span>}
      </p>
      {dissent.length > 0 && (
        <p>
          <Dissenters of={dissent} on={on} />
        </p>
      )}
    </>
  )
}

function Opinions({ opinions, on }: { opinions: Fields[]; on: string | null }) {
  const { lang, words } = useFrame()
  if (opinions.length === 0) return null
  const ordered = [...opinions].sort((a, b) => Number(a.order ?? 1e9) - Number(b.order ?? 1e9))
  return (
    <ol class="opinions" aria-label={words.decision.opinions}>
      {ordered.map((opinion) => {
        const [member, stance, reasons] = ['member', 'stance', 'reasons'].map((key) => textIn(opinion, key))
        return (
          <li key={textIn(opinion, 'id') ?? member}>
            <p class="dot">
              {member && (
                <b>
                  <Printed text={member} on={on} />
                </b>
              )}
              {stance && (
                <span class={stance === 'agree' ? '' : 'dissent'}>{label(lang, 'stance', stance)}</span>
              )}
              {typeof opinion.order === 'number' && (
                <span class="hint">{fill(words.decision.speaks, { n: opinion.order })}</span>
              )}
            </p>
            {reasons && <Prose text={reasons} />}
          </li>
        )
      })}
    </ol>
  )
}

function RollCall({ ballots, on }: { ballots: Fields[]; on: string | null }) {
  const { lang, words } = useFrame()
  if (ballots.length === 0) return null
  return (
    <details class="long">
      <summary>
        {words.decision.rollCall} · {count(words.decision.members, ballots.length)}
      </summary>
      <ul class="ballots">
        {keyed(ballots.map((ballot) => textIn(ballot, 'member') ?? '')).map(({ key, text: member }, i) => {
          const ballot = ballots[i] ?? {}
          const as = textIn(ballot, 'as')
          return (
            <li key={key}>
              <Printed text={member} on={on} />{' '}
              <span class="hint">
                {label(lang, 'vote', textIn(ballot, 'vote') ?? '')}
                {as === null || lang === 'zh' ? '' : ` (${as})`}
              </span>
            </li>
          )
        })}
      </ul>
    </details>
  )
}
