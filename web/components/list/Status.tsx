import type { RecordKind } from '../../../worker/domain/record/event.ts'
import { useFrame } from '../../frame.ts'
import { type Opened, standingLabel } from '../../labels.ts'
import { Mark, type Shape } from '../Mark.tsx'

const shapes: Record<string, Shape> = {
  in_force: 'full',
  suspended: 'half',
  merged: 'join',
  split: 'fork',
  abolished: 'ring',
  withheld: 'square',
  proposed: 'ring',
  initiated: 'half',
  drafting: 'half',
  legality_review: 'half',
  deliberated: 'half',
  adopted: 'full',
  promulgated: 'full',
  executing: 'half',
  deferred: 'half',
  rejected: 'ring',
  lapsed: 'ring',
  withdrawn: 'ring',
  stopped: 'ring',
  completed: 'full',
  evaluated: 'full',
  archived: 'full',
  scheduled: 'ring',
  in_progress: 'half',
  claimed_done: 'diamond',
  met: 'full',
  partially_met: 'half',
  not_met: 'triangle',
  cancelled: 'ring',
  published: 'full',
  answered: 'full',
  accepted: 'full',
  disputed: 'triangle',
  effective: 'full',
  ended: 'ring',
}

const OVER = new Set([
  'merged',
  'split',
  'abolished',
  'rejected',
  'lapsed',
  'withdrawn',
  'stopped',
  'cancelled',
  'ended',
])

/** True for a status of a record that does not hold any more. */
export function isOver(status: string): boolean {
  return OVER.has(status)
}

/**
 * Status of a record: a shape and a word. A department is 撤销, an item 取消.
 *
 * @param of the record: one whose opening was erased is not called withheld
 */
export function Status({ of }: { of: { kind: RecordKind; status: string } & Opened }) {
  const { lang } = useFrame()
  const { status } = of
  return (
    <span class={isOver(status) ? 'state state--ended' : 'state'}>
      <Mark shape={shapes[status] ?? 'ring'} />
      {standingLabel(lang, of)}
    </span>
  )
}
