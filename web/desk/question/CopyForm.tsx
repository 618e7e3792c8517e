/** 副本: a copy of a document without some of its parts, sent and published in its place. */
import { useState } from 'preact/hooks'
import type { ModerationGround } from '../../../worker/domain/record/spoken/vocabulary.ts'
import { hashFile } from '../form/fields/upload.ts'
import { useDesk } from '../frame/desk.ts'
import type { Problem } from '../frame/send.ts'
import { Trouble } from '../frame/Trouble.tsx'
import { GroundChoice } from './GroundChoice.tsx'

/** Copy as it is kept, by its digest, and the grounds on which it stands in the place of the document. */
export interface ChosenCopy {
  sha256: string
  grounds: ModerationGround[]
}

/** Form of the copy. It is sent first, and published by the digest under which it was kept. */
export function CopyForm({
  path,
  name,
  onCopy,
}: {
  /** Address of the record in the API. */
  path: string
  /** Part of the ids of its fields. */
  name: string
  onCopy(copy: ChosenCopy): Promise<void>
}) {
  const { words, lang } = useDesk()
  const { questionDesk } = words
  const [file, setFile] = useState<File | null>(null)
  const [ground, setGround] = useState<ModerationGround>('personal_data')
  const [problem, setProblem] = useState<Problem | null>(null)
  const [isSending, setSending] = useState(false)

  async function sendCopy(copy: File): Promise<void> {
    setSending(true)
    try {
      const response = await fetch(`${path}/copies/${await hashFile(copy)}`, {
        method: 'PUT',
        headers: { 'content-type': 'application/octet-stream', 'accept-language': lang },
        credentials: 'same-origin',
        body: copy,
      })
      const answer = await response.json()
      setProblem(response.ok ? null : answer)
      if (response.ok) await onCopy({ sha256: answer.sha256, grounds: [ground] })
    } catch {
      setProblem({ code: 'unreachable', title: words.unreachable, detail: words.unreachable })
    } finally {
      setSending(false)
    }
  }

  return (
    <details>
      <summary>{questionDesk.copy}</summary>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (file !== null) void sendCopy(file)
        }}
      >
        <p class="hint">{questionDesk.copyHint}</p>
        <div class="field">
          <label for={`copy-${name}`}>{questionDesk.copyFile}</label>
          <input
            id={`copy-${name}`}
            type="file"
            required
            onChange={({ currentTarget }) => setFile(currentTarget.files?.[0] ?? null)}
          />
        </div>
        <GroundChoice id={`copy-why-${name}`} value={ground} onChoose={setGround} />
        <Trouble problem={problem} />
        <button type="submit" disabled={isSending}>
          {questionDesk.publishCopy}
        </button>
      </form>
    </details>
  )
}
