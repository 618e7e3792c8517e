/** Decisions of the fictional city: what was decided, how, and what became of it. Invented, like the city. */
import { buses } from './buses.ts'
import { investment } from './investment.ts'
import { lifts } from './lifts.ts'
import type { Matter } from './matter.ts'
import { schools } from './schools.ts'
import { water } from './water.ts'
import { winter } from './winter.ts'

/** Matters on which the city decides, each with its course. */
export const matters: readonly Matter[] = [lifts, water, buses, schools, investment, winter]
