import { useFrame } from '../frame.ts'
import { label } from '../labels.ts'
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

/** A status: a shape and a word. */
export function Status({ status }: { status: string }) {
  const { lang } = useFrame()
  return (
    <span class={isOver(status) ? 'state state--ended' : 'state'}>
      <Mark shape={shapes[status] ?? 'ring'} />
      {label(lang, 'status', status)}
    </span>
  )
}
