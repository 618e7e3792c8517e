/** Withholding: nothing of a text is published, and the public is told why. */
import { useState } from 'preact/hooks'
import type { ModerationGround } from '../../../worker/domain/record/spoken/vocabulary.ts'
import { useDesk } from '../frame/desk.ts'
import { GroundChoice } from './GroundChoice.tsx'

/** Form of the ground and the sentence with which a text is withheld. */
export function Withhold({
  name,
  label: said,
  isOpen,
  onWithhold,
}: {
  /** Part of the ids of its fields. */
  name: string
  label: string
  /** True where it stands open at once. */
  isOpen?: boolean
  onWithhold(body: { onGround: string; explanation: string }): void
}) {
  const { words } = useDesk()
  const { questionDesk } = words
  const [onGround, setGround] = useState<ModerationGround>('personal_data')
  const [explanation, setExplanation] = useState('')
  return (
    <details open={isOpen}>
      <summary>{said}</summary>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          onWithhold({ onGround, explanation })
        }}
      >
        <GroundChoice id={`why-${name}`} value={onGround} onChoose={setGround} />
        <div class="field">
          <label for={`said-${name}`}>{questionDesk.explanation}</label>
          <textarea
            id={`said-${name}`}
            required
            maxLength={1000}
            rows={2}
            value={explanation}
            onInput={({ currentTarget }) => setExplanation(currentTarget.value)}
          />
        </div>
        <button type="submit">{said}</button>
      </form>
    </details>
  )
}
