import { useRef } from 'preact/hooks'
import { useDesk } from '../frame/desk.ts'
import type { Given } from './messages.ts'

/**
 * Files by drag and drop, or chosen.
 *
 * @param words what may be dropped, in words
 * @param accept endings of files that are offered
 */
export function Drop({
  words: told,
  accept,
  onFiles,
}: {
  words: string
  accept: string
  onFiles(files: Given[]): void
}) {
  const { words } = useDesk()
  const { upload } = words
  const picker = useRef<HTMLInputElement>(null)
  async function take(list: FileList | null | undefined): Promise<void> {
    const files = [...(list ?? [])]
    if (files.length === 0) return
    onFiles(
      await Promise.all(
        files.map(async (file) => ({ path: file.name, bytes: new Uint8Array(await file.arrayBuffer()) })),
      ),
    )
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is one more way beside the button in it
    <div
      class="drop"
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault()
        void take(event.dataTransfer?.files)
      }}
    >
      <p>{told}</p>
      <input
        type="file"
        class="vh"
        tabIndex={-1}
        multiple
        accept={accept}
        aria-label={told}
        ref={picker}
        onChange={({ currentTarget }) => {
          void take(currentTarget.files).then(() => {
            currentTarget.value = ''
          })
        }}
      />
      <button type="button" class="primary" onClick={() => picker.current?.click()}>
        {upload.choose}
      </button>
    </div>
  )
}
