/** A record at a glance: cards in a reader's order, the proof, and one line that names what there is nothing of. */
import type { ComponentChildren } from 'preact'
import { useFrame } from '../../frame.ts'
import { Proof } from '../proof/Islands.tsx'

/** Something of which there is nothing: its name, and what is said of it. */
export interface Nothing {
  name: string
  said: ComponentChildren
}

interface GlanceProps {
  /** Number of entries on its line. */
  entries: number
  /** Index of the entry whose receipt is offered; left out, the proof offers none. */
  receiptOf?: number
  /** As the record once stood: nobody looked for what others logged about it by then, so nothing is said of it. */
  past: boolean
  /** Parts of the record itself without content; null for those that have a card. */
  none: readonly (Nothing | null)[]
  /** The same of what other records say of it today. */
  noneElsewhere?: readonly (Nothing | null)[]
  /** Cards that have something to show. */
  children: ComponentChildren
}

/** Head of the page of a record. */
export function Glance({ entries, receiptOf, past, none, noneElsewhere = [], children }: GlanceProps) {
  const { words } = useFrame()
  const missing = [...none, ...(past ? [] : noneElsewhere)].filter((one) => one !== null)
  return (
    <div class="brief">
      {children}
      <div class="card">
        <h2 id="proof">{words.decision.brief.proof}</h2>
        <Proof of={entries} receiptOf={receiptOf} />
      </div>
      {missing.length > 0 && (
        <dl class="brief__none">
          {missing.map(({ name, said }) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{said}</dd>
            </div>
          ))}
        </dl>
      )}
    </div>
  )
}
