/** Choice of the ground on which something that the public wrote is cut or withheld. */
import { type ModerationGround, moderationGrounds } from '../../../worker/domain/record/spoken/vocabulary.ts'
import { codesOf } from '../../../worker/domain/record/vocabulary.ts'
import { label } from '../../labels.ts'
import { useDesk } from '../frame/desk.ts'

/** @param id of the field, one of its page */
export function GroundChoice({
  id,
  value,
  onChoose,
}: {
  id: string
  value: ModerationGround
  onChoose: (ground: ModerationGround) => void
}) {
  const { lang, words } = useDesk()
  return (
    <div class="field">
      <label for={id}>{words.questionDesk.ground}</label>
      <select
        id={id}
        value={value}
        onChange={({ currentTarget }) => {
          const chosen = codesOf(moderationGrounds).find((one) => one === currentTarget.value)
          if (chosen !== undefined) onChoose(chosen)
        }}
      >
        {codesOf(moderationGrounds).map((one) => (
          <option key={one} value={one}>
            {label(lang, 'moderationGround', one)}
          </option>
        ))}
      </select>
    </div>
  )
}
