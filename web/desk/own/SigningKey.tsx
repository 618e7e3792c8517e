/** 部门签名: making the key with which the department signs, in this browser, and registering its public half. */
import { useEffect, useState } from 'preact/hooks'
import { useDesk } from '../frame/desk.ts'
import type { Problem } from '../frame/send.ts'
import { Trouble } from '../frame/Trouble.tsx'
import { useRecord } from '../frame/useRecord.ts'
import { handIn } from '../write/drafts.ts'
import { createDeskKeys, type DeskKey } from '../write/signing.ts'

/**
 * Section on the signing key of a department: made, named and registered here, or the state of the one that
 * is.
 *
 * @param department id of the department
 */
export function SigningKey({ department }: { department: string }) {
  const { words, send, to, tell } = useDesk()
  const { signing } = words
  const { record } = useRecord(department)
  const [key, setKey] = useState<DeskKey | null>(null)
  const [keptOn, setKeptOn] = useState('')
  const [problem, setProblem] = useState<Problem | null>(null)
  const [waiting, setWaiting] = useState(false)
  useEffect(() => {
    void createDeskKeys(indexedDB, crypto.subtle)
      .find(department)
      .then(setKey, () => setKey(null))
  }, [department])
  const known = record?.state.kind === 'department' ? (record.state.keys ?? []) : []
  const isRegistered = known.some((one) => one.key === key?.key && one.revoked === null)

  async function register(event: Event): Promise<void> {
    event.preventDefault()
    setProblem(null)
    try {
      const made = key ?? (await createDeskKeys(indexedDB, crypto.subtle).make(department))
      setKey(made)
      const answer = await handIn(send, {
        ...{ kind: 'department', verb: 'register-key', record: department, department },
        ...{ title: signing.draft, input: { key: made.key, keptOn } },
      })
      if (answer.ok) {
        setWaiting(true)
        tell(signing.handedIn)
      } else setProblem(answer.problem)
    } catch {
      setProblem({ code: 'no_ed25519', title: signing.cannot, detail: signing.cannot })
    }
  }

  return (
    <section>
      <h2>{signing.title}</h2>
      <p class="hint">{signing.lede}</p>
      <Trouble problem={problem} />
      {key !== null && isRegistered ? (
        <>
          <p>{signing.here}</p>
          <p class="digest">{key.key}</p>
          <p>
            <a href={to(`/on/${department}/revoke-key`)}>{signing.revoke}</a>
          </p>
        </>
      ) : waiting ? (
        <p>{signing.handedIn}</p>
      ) : (
        <form onSubmit={register}>
          <label class="field">
            <span>{signing.keptOn}</span>
            <small>{signing.keptOnHint}</small>
            <input
              type="text"
              maxLength={500}
              value={keptOn}
              onInput={({ currentTarget }) => setKeptOn(currentTarget.value)}
            />
          </label>
          <button type="submit">{key === null ? signing.make : signing.register}</button>
        </form>
      )}
    </section>
  )
}
