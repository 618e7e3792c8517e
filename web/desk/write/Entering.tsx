/** The last step of every form: what would be recorded, what that means, and the button that enters it. */
import { useEffect, useState } from 'preact/hooks'
import type { Prepared } from '../../../worker/ledger/prepared.ts'
import { label } from '../../labels.ts'
import { fill } from '../../words/fill.ts'
import type { Fields } from '../form/fields/value.ts'
import { useDesk, useMe } from '../frame/desk.ts'
import type { Problem } from '../frame/send.ts'
import { Trouble } from '../frame/Trouble.tsx'
import { Answers } from './Answers.tsx'
import { type Entered, isPrepared, type Way } from './drafts.ts'
import { PersonalNote } from './PersonalNote.tsx'
import { createDeskKeys, type DeskKey, signRequest } from './signing.ts'

/** The key of a department in this browser, if there is one. */
export function useDeskKey(department: string | null): DeskKey | null {
  const [key, setKey] = useState<DeskKey | null>(null)
  useEffect(() => {
    if (department === null) return setKey(null)
    void createDeskKeys(indexedDB, crypto.subtle)
      .find(department)
      .then(setKey, () => setKey(null))
  }, [department])
  return key
}

/**
 * Check of one entry before it is entered, signed with the department's key where this browser has it.
 *
 * @param base fields of the record as it stands
 */
export function Entering({
  way,
  prepared,
  base,
  department,
  formal,
  action,
  onEntered,
  onProblem,
  children,
}: {
  way: Way
  prepared: Prepared
  base: Fields
  department: string | null
  /** Reason for which it waits for a second person; null when it is entered at once. */
  formal: string | null
  /** Text of the button. */
  action: string
  onEntered(entered: Entered): void
  onProblem(problem: Problem): void
  children?: preact.ComponentChildren
}) {
  const { words, lang } = useDesk()
  const me = useMe()
  const { check } = words
  const key = useDeskKey(formal === null ? department : null)
  const [signs, setSigns] = useState(true)
  const [busy, setBusy] = useState(false)
  const [failed, setFailed] = useState<string | null>(null)

  async function enter(): Promise<void> {
    setBusy(true)
    setFailed(null)
    try {
      const answer = key !== null && signs ? await entering(key) : await way.enter(null)
      if (!answer.ok) onProblem(answer.problem)
      else if (isPrepared(answer.body)) setFailed(check.unsigned)
      else return onEntered(answer.body)
    } catch {
      // What is to be signed is not what was shown, or the key is gone.
      setFailed(check.unsigned)
    }
    setBusy(false)
  }

  async function entering(by: DeskKey): ReturnType<Way['enter']> {
    const asked = await way.enter({ prepare: true })
    if (!asked.ok || !isPrepared(asked.body)) return asked
    return way.enter({ signed: await signRequest(asked.body, by) })
  }

  return (
    <>
      <Answers drafts={prepared.drafts} base={base} />
      <PersonalNote drafts={prepared.drafts} />
      <div class="declaration">
        <p>
          <b>{check.lasting}</b> {fill(check.as, { post: me.post, role: label(lang, 'role', me.role) })}
        </p>
        {formal !== null && <p>{fill(check.formal, { why: formal })}</p>}
        {key !== null && (
          <label class="tick">
            <input
              type="checkbox"
              checked={signs}
              onChange={({ currentTarget }) => setSigns(currentTarget.checked)}
            />
            {check.sign}
          </label>
        )}
      </div>
      {failed !== null && <Trouble problem={{ code: 'unsigned', title: failed, detail: failed }} />}
      <p class="buttons">
        <button type="button" class="primary" disabled={busy} onClick={enter}>
          {action}
        </button>
        {children}
      </p>
    </>
  )
}
