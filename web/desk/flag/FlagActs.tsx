/**
 * Acts that are possible for a flag as it stands: one form at a time, filled in, checked and entered in
 * place.
 */
import type { FlagState } from '../../../worker/domain/kinds/flag/flag.ts'
import { isPossible } from '../../../worker/domain/kinds/flag/states.ts'
import { isOffered } from '../../../worker/domain/record/entered/annulment.ts'
import type { RecordView } from '../../types.ts'
import { actOf, verbsOf } from '../form/forms.ts'
import { mayAct, useDesk, useMe } from '../frame/desk.ts'
import { ActPanel } from '../write/ActPanel.tsx'

/** Buttons for the acts that the account may do on the flag, and the form of the one that was chosen. */
export function FlagActs({
  record,
  state,
  onDone,
}: {
  record: RecordView
  state: FlagState
  /** @param event that was entered, as `flag.cleared` */
  onDone(event: string): void
}) {
  const { words } = useDesk()
  const me = useMe()
  const { flagDesk } = words
  const possible = verbsOf('flag').filter(
    (verb) =>
      mayAct(me, 'flag', actOf('flag', verb)) &&
      isPossible(actOf('flag', verb), state.status) &&
      isOffered(state, actOf('flag', verb)),
  )
  // What moves it on comes first; what puts its own record right, last.
  const verbs = [
    ...possible.filter((verb) => verb !== 'correct'),
    ...possible.filter((verb) => verb === 'correct'),
  ]
  return (
    <ActPanel
      kind="flag"
      record={record}
      verbs={verbs}
      title={flagDesk.acts}
      hint={flagDesk.actsHint}
      none={flagDesk.noActs}
      onDone={onDone}
    />
  )
}
