import { useFrame } from '../../frame.ts'
import { partWords } from '../../text/withheld.ts'
import type { DecisionState, Moment } from '../../types.ts'

interface WithheldProps {
  part: DecisionState['sealed'][number]
  /** The entries of the record: they say of a part whether it was erased or opened. */
  moments: readonly Moment[]
}

/** A part that is not shown, with why: withheld until its review, erased, or opened since; never merely not stated. */
export function Withheld({ part, moments }: WithheldProps) {
  const { lang } = useFrame()
  return <>{partWords(lang, part, moments)}</>
}
