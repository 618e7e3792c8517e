import { useDesk } from '../frame/desk.ts'
import type { Writing } from './writing.ts'

/** State of keeping, always in sight; and the choice when two windows wrote. */
export function KeptNote({ writing, hasDrafts }: { writing: Writing; hasDrafts: boolean }) {
  const { words, lang } = useDesk()
  const { write } = words
  const { kept } = writing
  if (kept === 'conflict')
    return (
      <div class="notice" role="alert">
        <p>{write.conflict}</p>
        <p class="buttons">
          <button type="button" onClick={writing.takeTheirs}>
            {write.takeTheirs}
          </button>
          <button type="button" onClick={writing.keepMine}>
            {write.keepMine}
          </button>
        </p>
      </div>
    )
  if (kept === 'signed_out') {
    const next = encodeURIComponent(location.pathname)
    return (
      <p class="notice" role="alert">
        {write.signedOut} <a href={`/${lang}/sign-in?next=${next}`}>{words.signIn.title}</a>
      </p>
    )
  }
  const text = kept === 'here' && !hasDrafts ? write.inBrowser : write.state[kept]
  return (
    <p class="hint" role="status">
      {writing.restored && <>{write.restored} </>}
      {text}
    </p>
  )
}
