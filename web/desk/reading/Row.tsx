/** One row of texts that say nearly the same: opened, chosen from, and published or withheld. */
import { useState } from 'preact/hooks'
import type { Cut } from '../../../worker/domain/record/spoken/cut.ts'
import { fill } from '../../words/fill.ts'
import { useDesk } from '../frame/desk.ts'
import type { Problem } from '../frame/send.ts'
import { Trouble } from '../frame/Trouble.tsx'
import { Withhold } from '../question/Withhold.tsx'
import { Shortcuts } from '../queue/Shortcuts.tsx'
import { useShortcuts } from '../queue/useShortcuts.ts'
import { isPersonal, personalCuts, RowTexts, type WaitingText } from './RowTexts.tsx'

interface OpenRowProps {
  texts: readonly WaitingText[]
  /** Keys of the list around it. */
  keys: { readonly [key: string]: () => void }
  onDone(said: string): void
}

/** The opened row, with its keys. */
export function OpenRow({ texts, keys, onDone }: OpenRowProps) {
  const { words, send } = useDesk()
  const { reading } = words.questionDesk
  const [isMarked, setMarked] = useState(false)
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const [isWithholding, setWithholding] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [isSending, setSending] = useState(false)
  const cutsOf = ({ text }: WaitingText): Cut[] => (isMarked ? personalCuts(text) : [])
  const hasMarks = texts.some(({ text }) => personalCuts(text).length > 0)
  // One alone is read whole here; several are decided without those that need a look of their own.
  const chosen = texts.filter(
    (one) => !left.has(one.id) && (texts.length === 1 || !isPersonal(one.text, cutsOf(one))),
  )
  const kept = texts.filter(({ id }) => !left.has(id))
  const n = chosen.length

  async function enter(verb: string, some: readonly object[], body: object, done: string): Promise<void> {
    if (some.length === 0 || isSending) return
    setSending(true)
    const answer = await send(
      'POST',
      `/api/v1/moderation/${verb}`,
      { texts: some, ...body },
      {
        idempotencyKey: crypto.randomUUID(),
      },
    )
    setSending(false)
    setProblem(answer.ok ? null : answer.problem)
    if (answer.ok) onDone(fill(done, { n: some.length }))
  }
  const publish = (): Promise<void> =>
    enter(
      'publish',
      chosen.map((one) => ({ id: one.id, of: one.of, seq: one.seq, cuts: cutsOf(one) })),
      {},
      reading.published,
    )
  const mark = (): void => setMarked(!isMarked)
  const shortcuts = useShortcuts({
    ...keys,
    m: () => hasMarks && mark(),
    p: () => void publish(),
    w: () => {
      setWithholding(true)
      // Once it is drawn.
      setTimeout(() => document.getElementById('said-row')?.focus())
    },
  })
  return (
    <div class="reading-row">
      <RowTexts
        texts={texts}
        chosen={new Set(chosen.map(({ id }) => id))}
        cutsOf={cutsOf}
        onChoose={(id, isChosen) =>
          setLeft((known) => {
            const next = new Set(known)
            if (isChosen) next.delete(id)
            else next.add(id)
            return next
          })
        }
      />
      <Trouble problem={problem} />
      {texts.length > 1 && <p class="said">{fill(reading.chosen, { n })}</p>}
      <p class="buttons">
        {hasMarks && (
          <button type="button" onClick={mark}>
            {isMarked ? reading.unmark : reading.mark}
          </button>
        )}
        <button type="button" class="primary" disabled={n === 0 || isSending} onClick={() => void publish()}>
          {fill(reading.publish, { n })}
        </button>
      </p>
      <Withhold
        name="row"
        label={fill(reading.withhold, { n: kept.length })}
        isOpen={isWithholding}
        onWithhold={(body) =>
          void enter(
            'withhold',
            kept.map(({ id, of, seq }) => ({ id, of, seq })),
            body,
            reading.withheld,
          )
        }
      />
      <Shortcuts keyWords={reading.keyWords} on={shortcuts.on} onSwitch={shortcuts.setOn} />
    </div>
  )
}
