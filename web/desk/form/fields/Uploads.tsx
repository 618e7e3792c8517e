/** Documents by drag and drop: digested in the browser, then sent; the ledger gets the digest. */
import { useRef, useState } from 'preact/hooks'
import { fill } from '../../../words/fill.ts'
import { useDesk } from '../../frame/desk.ts'
import { Group } from './Box.tsx'
import { controlId } from './context.ts'
import type { FieldProps } from './field-props.ts'
import { hashFile, uploadFile } from './upload.ts'
import { type Fields, fieldsIn, listIn, textIn, withField } from './value.ts'

interface Sending {
  name: string
  /** 0 to 1; null while it is being digested. */
  done: number | null
  problem: string | null
  again(): void
}

/**
 * Field for documents, one or several by its shape. Each file is digested here, then sent with its progress
 * shown.
 */
export function Uploads({ label, path, spec, value, onChange }: FieldProps & { label: string }) {
  const { words, lang } = useDesk()
  const { upload } = words
  const single = spec.is === 'object'
  const documents = single ? (value === undefined ? [] : [fieldsIn(value)]) : listIn(value).map(fieldsIn)
  // Several files end one after the other: each is added to what is there by then.
  const latest = useRef(documents)
  latest.current = documents
  const [sending, setSending] = useState<Sending[]>([])
  const picker = useRef<HTMLInputElement>(null)
  function put(changed: Fields[]): void {
    latest.current = changed
    onChange(single ? changed.at(-1) : changed.length === 0 ? undefined : changed)
  }
  function note(name: string, change: Partial<Sending> | null): void {
    setSending((all) =>
      change === null
        ? all.filter((one) => one.name !== name)
        : all.some((one) => one.name === name)
          ? all.map((one) => (one.name === name ? { ...one, ...change } : one))
          : [...all, { name, done: null, problem: null, again: () => undefined, ...change }],
    )
  }
  async function take(file: File, isAgain = false): Promise<void> {
    const { name } = file
    note(name, { done: null, problem: null, again: () => void take(file, true) })
    try {
      const sha256 = await hashFile(file)
      await uploadFile(file, sha256, lang, isAgain, (done) => note(name, { done }))
      const title = name.replace(/\.[a-z0-9]{1,8}$/i, '')
      put([
        ...latest.current,
        { title, sha256, bytes: file.size, ...(file.type === '' ? {} : { mediaType: file.type }) },
      ])
      note(name, null)
    } catch (error) {
      note(name, { problem: error instanceof Error && error.message !== '' ? error.message : upload.lost })
    }
  }
  const takeAll = (files: FileList | null | undefined) => {
    for (const file of files ?? []) void take(file)
  }
  return (
    <Group label={label} path={path}>
      <ul class="plain-list">
        {documents.map((document, i) => (
          <li key={i} class="document">
            <label>
              <span class="vh">{upload.title}</span>
              <input
                type="text"
                id={i === 0 ? controlId(`${path}/0/title`) : undefined}
                value={textIn(document.title)}
                onInput={({ currentTarget }) =>
                  put(
                    documents.map((one, at) =>
                      at === i ? withField(one, 'title', currentTarget.value) : one,
                    ),
                  )
                }
              />
            </label>
            <small class="digest">{textIn(document.sha256)}</small>
            <button
              type="button"
              class="plain"
              aria-label={fill(words.form.removeNamed, { name: textIn(document.title) })}
              onClick={() => put(documents.filter((_, at) => at !== i))}
            >
              {words.form.remove}
            </button>
          </li>
        ))}
        {sending.map(({ name, done, problem, again }) => (
          <li key={name} aria-live="polite">
            {problem === null ? (
              <>
                <span>{fill(done === null ? upload.hashing : upload.sending, { name })}</span>{' '}
                <progress max={1} value={done ?? undefined} aria-label={name} />
              </>
            ) : (
              <>
                <span class="error">{fill(upload.failed, { name, detail: problem })}</span>
                <button type="button" onClick={again}>
                  {upload.again}
                </button>
              </>
            )}
          </li>
        ))}
      </ul>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is one more way beside the button in it */}
      <div
        class="drop"
        onDragOver={(event) => event.preventDefault()}
        onDrop={(event) => {
          event.preventDefault()
          takeAll(event.dataTransfer?.files)
        }}
      >
        <p class="hint">{upload.hint}</p>
        <input
          type="file"
          class="vh"
          tabIndex={-1}
          ref={picker}
          multiple={!single}
          aria-label={label}
          onChange={({ currentTarget }) => {
            takeAll(currentTarget.files)
            currentTarget.value = ''
          }}
        />
        <button type="button" onClick={() => picker.current?.click()}>
          {upload.choose}
        </button>
      </div>
    </Group>
  )
}
