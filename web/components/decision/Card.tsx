/** One answer of a decision at a glance. */
import type { ComponentChildren } from 'preact'
import { useFrame } from '../../frame.ts'
import { groundLabel, label } from '../../labels.ts'
import type { DecisionState } from '../../types.ts'
import { fill } from '../../words/words.ts'

/** Ground of a withheld part, with the day of its review: withheld is not the same as never stated. */
export function Withheld({ ground, review }: Pick<DecisionState['sealed'][number], 'ground' | 'review'>) {
  const { lang, words } = useFrame()
  const named = ground === null ? label(lang, 'decisionStatus', 'withheld') : groundLabel(lang, ground)
  return (
    <>
      {review === null
        ? fill(words.decision.brief.withheld, { ground: named })
        : fill(words.decision.brief.withheldUntil, { ground: named, date: review })}
    </>
  )
}

interface CardProps {
  id: string
  title: string
  children: ComponentChildren
}

/** Card with a heading, which names its section. `id` is that of the heading. */
export function Card({ id, title, children }: CardProps) {
  return (
    <section class="card" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {children}
    </section>
  )
}
