/** Declaration of what is about to be entered, for whom and as of when, before it is. */
import { useState } from 'preact/hooks'
import { label } from '../../labels.ts'
import { fill } from '../../words/fill.ts'
import { useDesk, useMe } from '../frame/desk.ts'
import { useDeskKey } from '../write/Entering.tsx'
import type { Summary } from './messages.ts'

/** Departments that are named one by one. */
const NAMED = 6

/**
 * Declaration with the buttons to enter it, signed or not, or to choose again.
 *
 * @param rejected number of rows that stay out
 */
export function Declaration({
  summary: { added, changed, gone, asOf, departments },
  rejected,
  isHeld,
  onEnter,
  onAgain,
}: {
  summary: Summary
  rejected: number
  /** Something is to be looked at first, or nothing can be entered. */
  isHeld: boolean
  onEnter(sign: boolean): void
  onAgain(): void
}) {
  const { words, lang } = useDesk()
  const me = useMe()
  const { imports } = words
  const [skip, setSkip] = useState(false)
  const key = useDeskKey(me.department)
  const [signs, setSigns] = useState(true)
  const willEnter = added + changed + gone > 0
  const between = lang === 'zh' ? '、' : ', '
  const names = departments
    .slice(0, NAMED)
    .map(({ name, isNew }) => (isNew ? fill(imports.isNew, { name }) : name))
    .join(between)
  return (
    <>
      <div class="declaration">
        {willEnter ? (
          <>
            <p>
              <b>{words.check.lasting}</b>{' '}
              {fill(imports.will, {
                added,
                changed,
                gone,
                post: me.post,
                role: label(lang, 'role', me.role),
              })}
            </p>
            <dl class="facts">
              <dt>{imports.whose}</dt>
              <dd>
                {names}
                {departments.length > NAMED && ` ${fill(imports.more, { n: departments.length })}`}
              </dd>
              <dt>{imports.when}</dt>
              <dd>{asOf.join(between)}</dd>
            </dl>
            {key !== null && (
              <label class="tick">
                <input
                  type="checkbox"
                  checked={signs}
                  onChange={({ currentTarget }) => setSigns(currentTarget.checked)}
                />
                {words.check.sign}
              </label>
            )}
            {rejected > 0 && (
              <label class="tick">
                <input
                  type="checkbox"
                  checked={skip}
                  onChange={({ currentTarget }) => setSkip(currentTarget.checked)}
                />
                {fill(imports.skip, { n: rejected })}
              </label>
            )}
          </>
        ) : (
          <p>{imports.nothing}</p>
        )}
      </div>
      <p class="buttons">
        {willEnter && (
          <button
            type="button"
            class="primary"
            disabled={isHeld || (rejected > 0 && !skip)}
            onClick={() => onEnter(key !== null && signs)}
          >
            {imports.enter}
          </button>
        )}
        <button type="button" onClick={onAgain}>
          {imports.again}
        </button>
      </p>
    </>
  )
}
