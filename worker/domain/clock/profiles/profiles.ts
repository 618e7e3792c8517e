/** Every clock that is known without being declared: in the order in which they are listed. */
import type { ClockProfile } from '../profile.ts'
import { decisionClocks } from './decisions.ts'
import { informationClocks } from './information.ts'
import { petitionClocks } from './petitions.ts'
import { supervisionClocks } from './supervision.ts'

export const builtInClocks: readonly ClockProfile[] = [
  ...informationClocks,
  ...petitionClocks,
  ...decisionClocks,
  ...supervisionClocks,
]
