import type { RecordKind } from '../../record/event.ts'

/** Kinds of record that a question may be about. */
export const subjectKinds = [
  'decision',
  'milestone',
  'responsibility',
  'department',
  'flag',
] as const satisfies readonly RecordKind[]
