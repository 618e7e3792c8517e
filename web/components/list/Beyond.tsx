import { useFrame } from '../../frame.ts'
import { count } from '../../words/words.ts'

/** Says how many more there are than those that were listed; nothing where all were. */
export function Beyond({ items, total }: { items: readonly unknown[]; total: number }) {
  const { words } = useFrame()
  if (total <= items.length) return null
  return <p class="hint">{count(words.timeline.leftOut.beyond, total - items.length)}</p>
}
