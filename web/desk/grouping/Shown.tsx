/** Places of comments as buttons: those in no group, and each group with the key that sorts into it. */
import { label } from '../../labels.ts'
import { fill } from '../../words/fill.ts'
import { textIn } from '../form/fields/value.ts'
import { useDesk } from '../frame/desk.ts'
import type { Group } from './groups.ts'

/** Letters of a title on a button. */
const LETTERS = 20

function shortened(title: string): string {
  const letters = [...title]
  return letters.length > LETTERS ? `${letters.slice(0, LETTERS).join('')}…` : title
}

export function Shown({
  groups,
  titleOf,
  left,
  at,
  onLook,
}: {
  groups: readonly Group[]
  titleOf(group: Group): string
  /** Comments in no group. */
  left: number
  /** Id of the group that is looked at; null for comments in none. */
  at: string | null
  onLook(id: string | null): void
}) {
  const { words, lang } = useDesk()
  const { grouping } = words
  return (
    <fieldset class="chips">
      <legend class="vh">{grouping.shown}</legend>
      <button type="button" aria-pressed={at === null} onClick={() => onLook(null)}>
        {fill(grouping.unsorted, { n: left })}
      </button>
      {groups.map((group, i) => {
        const outcome = textIn(group.fields.outcome)
        return (
          <button
            key={group.id}
            type="button"
            aria-pressed={at === group.id}
            onClick={() => onLook(group.id)}
          >
            {i < 9 && <kbd>{i + 1}</kbd>} {shortened(titleOf(group))}{' '}
            {fill(grouping.holds, { n: group.comments.length })}
            {' · '}
            {outcome === '' ? grouping.noOutcome : label(lang, 'adoptionOutcome', outcome)}
          </button>
        )
      })}
    </fieldset>
  )
}
