import { useDesk } from '../frame/desk.ts'

/**
 * List of the keys of a page and their effects, and the switch for all of them.
 *
 * @param keyWords effect of each key; `slash` stands for `/`
 */
export function Shortcuts({
  keyWords,
  on,
  onSwitch,
}: {
  keyWords: { readonly [key: string]: string }
  on: boolean
  onSwitch(on: boolean): void
}) {
  const { findings } = useDesk().words
  return (
    <details>
      <summary>{findings.keys}</summary>
      <label>
        <input
          type="checkbox"
          checked={on}
          onChange={({ currentTarget }) => onSwitch(currentTarget.checked)}
        />{' '}
        {findings.keysOn}
      </label>
      <dl class="keys">
        {Object.entries(keyWords).map(([key, text]) => (
          <div key={key}>
            <dt>
              <kbd>{key === 'slash' ? '/' : key}</kbd>
            </dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </details>
  )
}
