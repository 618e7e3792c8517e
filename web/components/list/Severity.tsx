import type { Severity as Level } from '../../../worker/domain/kinds/flag/severity.ts'
import { severities } from '../../../worker/domain/kinds/flag/severity.ts'
import { useFrame } from '../../frame.ts'
import { Mark, type Shape } from '../Mark.tsx'

const shapes: Record<Level, Shape> = {
  critical: 'square',
  high: 'triangle',
  medium: 'diamond',
  low: 'half',
  info: 'ring',
}

/** Severity of a finding: a shape and a word. */
export function Severity({ level }: { level: Level }) {
  const { lang } = useFrame()
  return (
    <span class="state">
      <Mark shape={shapes[level]} />
      {severities[level][lang]}
    </span>
  )
}
