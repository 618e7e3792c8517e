/** Withholding: nothing of a text is published, and the public is told why. */
import { useState } from 'preact/hooks'
import { moderationGrounds } from '../../../worker/domain/record/spoken/vocabulary.ts'
import { codesOf } from '../../../worker/domain/record/vocabulary.ts'
import { label } from '../../labels.ts'
import { useDesk } from '../frame/desk.ts'

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
  const { words, lang } = useDesk()
  const { questionDesk } = words
  const [onGround, setGround] = useState('personal_data')
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
        <div class="field">
          <label for={`why-${name}`}>{questionDesk.ground}</label>
          <select
            id={`why-${name}`}
            value={onGround}
            onChange={({ currentTarget }) => setGround(currentTarget.value)}
          >
            {codesOf(moderationGrounds).map((one) => (
              <option key={one} value={one}>
                {label(lang, 'moderationGround', one)}
              </option>
            ))}
          </select>
        </div>
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
