import type { RecordKind } from '../../worker/domain/event.ts'
import { useFrame } from '../frame.ts'
import { statusLabel } from '../labels.ts'
import { Mark, type Shape } from './Mark.tsx'

const shapes: Record<string, Shape> = {
  in_force: 'full',
  suspended: 'half',
  merged: 'join',
  split: 'fork',
  abolished: 'ring',
  withheld: 'square',
}

/** Whether a record of this status still holds. */
export function isOver(status: string): boolean {
  return status === 'merged' || status === 'split' || status === 'abolished'
}

/** A status: a shape and a word. A department is 撤销, an item 取消. */
export function Status({ kind, status }: { kind: RecordKind; status: string }) {
  const { lang } = useFrame()
  return (
    <span class={isOver(status) ? 'state state--ended' : 'state'}>
      <Mark shape={shapes[status] ?? 'ring'} />
      {statusLabel(lang, kind, status)}
    </span>
  )
}
