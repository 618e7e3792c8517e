/** 来源静默: that nothing has come from the register of a record though it was expected, so that nobody blames the department. */
import { useFrame } from '../../frame.ts'
import type { RecordView } from '../../types.ts'
import { fill } from '../../words/words.ts'

/** A register of which nothing has come, with its last day and the day by which the next delivery was expected. */
export type SilentRegister = NonNullable<RecordView['silent']>

/** One line; nothing where the register speaks. */
export function SilenceNote({ silent }: { silent: SilentRegister | null | undefined }) {
  const { words } = useFrame()
  if (silent === null || silent === undefined) return null
  return <p class="hint">{fill(words.deliveries.silent, { ...silent })}</p>
}
