import { useDesk } from '../frame/desk.ts'

/** List of the keys and their effects, and the switch for all of them. */
export function QueueShortcuts({ on, onSwitch }: { on: boolean; onSwitch(on: boolean): void }) {
  const { words } = useDesk()
  const { findings } = words
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
        {Object.entries(findings.keyWords).map(([key, text]) => (
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
