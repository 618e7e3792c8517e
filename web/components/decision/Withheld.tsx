import { useFrame } from '../../frame.ts'
import { partWords } from '../../text/withheld.ts'
import type { DecisionState, Moment } from '../../types.ts'

interface WithheldProps {
  part: DecisionState['sealed'][number]
  /** The entries of all such parts of the record: they say of one whether it was erased or opened. */
  hidden: readonly Moment[]
}

/** A part that is not shown, with why: withheld until its review, erased, or opened since; never merely not stated. */
export function Withheld({ part, hidden }: WithheldProps) {
  const { lang } = useFrame()
  return <>{partWords(lang, part, hidden)}</>
}
