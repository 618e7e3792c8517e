/** Erasure by law, as every holder of a copy is told it. */
import type { State } from '../../domain/kinds/kinds.ts'
import type { Waypoint } from '../records/history/waypoints.ts'

export interface Erased {
  /** Index of the entry whose body goes. */
  target: number
  record: string
  /** Entries of the record that `state` takes into account. */
  seq: number
  /** SHA-256 of the documents that the body names. */
  documents: readonly string[]
  /** State of the record without that body; null when nothing is derived of it. */
  state: State | null
  /** Waypoints of the record without that body. */
  waypoints: readonly Waypoint[]
}
