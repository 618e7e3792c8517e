import { useDesk } from './desk.ts'

/** A secret that is shown once, to be copied. */
export function Shown({ label: name, text, hint }: { label: string; text: string; hint: string }) {
  const { words, tell } = useDesk()
  return (
    <div class="field" role="status">
      <label for="shown">{name}</label>
      <small>
        {words.office.once} {hint}
      </small>
      <span class="inline inline--wide">
        <input
          id="shown"
          type="text"
          readOnly
          value={text}
          onFocus={({ currentTarget }) => currentTarget.select()}
        />
        <button
          type="button"
          onClick={() => void navigator.clipboard.writeText(text).then(() => tell(words.office.copied))}
        >
          {words.office.copy}
        </button>
      </span>
    </div>
  )
}
