import { useFrame } from '../../frame.ts'
import type { DecisionState, RecordView } from '../../types.ts'
import { decisionKnot, powerKnot, unnamedPower } from './knots.ts'
import { Thread } from './Thread.tsx'

interface DecisionThreadProps {
  record: RecordView
  state: DecisionState
  milestones: RecordView[]
  figures: { all: number }
  evaluations: RecordView[]
  today: string
}

/** Line through one decision, from its power to what became of its promises; it unfolds. Nothing where nothing follows. */
export function DecisionThread({
  record,
  state,
  milestones,
  figures,
  evaluations,
  today,
}: DecisionThreadProps) {
  const { lang, words, names } = useFrame()
  if (figures.all === 0 && evaluations.length === 0 && state.responsibility === null) return null
  const own = decisionKnot(lang, record, { milestones, all: figures.all, evaluations }, today)
  const { responsibility } = state
  const root =
    responsibility === null
      ? unnamedPower(words.thread.unnamed, [own])
      : powerKnot(lang, responsibility, names.get(responsibility) ?? null, [own])
  return (
    <section class="thread-fold" aria-labelledby="thread">
      <details class="story-thread">
        <summary>
          <h2 id="thread">{words.thread.title}</h2> <span class="hint">{words.thread.short}</span>
        </summary>
        <Thread root={root} />
      </details>
    </section>
  )
}
