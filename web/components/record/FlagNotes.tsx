/** Flags that are about this record, in place: what was asked, and how far it is. */
import { NO_VERDICT } from '../../../worker/domain/rules/words.ts'
import { at, recordPath } from '../../address.ts'
import { useFrame } from '../../frame.ts'
import type { RecordView } from '../../types.ts'
import { count } from '../../words/words.ts'
import { Severity } from '../list/Severity.tsx'
import { Status } from '../list/Status.tsx'

/** Section on the flags about a record, with the reminder that a flag is no verdict; nothing without one. @param more such flags that are not listed */
export function FlagNotes({ flags, more }: { flags: readonly RecordView[]; more: number }) {
  const { lang, words } = useFrame()
  if (flags.length === 0) return null
  return (
    <section class="flags" aria-labelledby="flags">
      <h2 id="flags">{count(words.flags.about, flags.length + more)}</h2>
      <ul class="plain-list">
        {flags.map((one) => (
          <li key={one.id} class="dot">
            {one.state.kind === 'flag' && <Severity level={one.state.severity} />}
            <a href={at(lang, recordPath(one.id) ?? '/')}>{one.title}</a>
            <Status of={one} />
          </li>
        ))}
      </ul>
      <p class="hint">{NO_VERDICT[lang]}</p>
    </section>
  )
}
