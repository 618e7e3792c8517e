import { useFrame } from '../../frame.ts'
import { groundLabel, label } from '../../labels.ts'
import type { DecisionState } from '../../types.ts'
import { fill } from '../../words/words.ts'
import { Dated } from '../list/Dated.tsx'

/** Ground of a withheld part, with the day of its review: withheld is not the same as never stated. */
export function Withheld({ ground, review }: Pick<DecisionState['sealed'][number], 'ground' | 'review'>) {
  const { lang, words } = useFrame()
  const named = ground === null ? label(lang, 'decisionStatus', 'withheld') : groundLabel(lang, ground)
  return (
    <Dated
      text={
        review === null
          ? fill(words.decision.brief.withheld, { ground: named })
          : fill(words.decision.brief.withheldUntil, { ground: named, date: review })
      }
    />
  )
}
