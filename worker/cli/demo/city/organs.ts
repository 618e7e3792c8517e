import { agriculture } from './agriculture.ts'
import type { Organ } from './city.ts'
import { culture } from './culture.ts'
import { development, grain } from './development.ts'
import { education } from './education.ts'
import { environment } from './environment.ts'
import { government } from './government.ts'
import { health } from './health.ts'
import { housing } from './housing.ts'
import { labour } from './labour.ts'
import { market } from './market.ts'
import { transport } from './transport.ts'
import { water } from './water.ts'

/** The organs of 明川市, which is nowhere, in the order in which they open their books. */
export const organs: readonly Organ[] = [
  government,
  development,
  market,
  agriculture,
  housing,
  environment,
  transport,
  health,
  labour,
  education,
  culture,
  water,
  grain,
]
