/** 来源静默: registers of which nothing has come for long. Whoever follows one is told that, and does not blame this site. */
import type { Deliveries } from '../record/entered/judged.ts'

/** Days after the last delivery of a register until it counts as silent. */
export const SILENT_AFTER = 14

/** A register that is silent, with the day number of its last delivery. */
export interface Silent {
  register: string
  day: number
}

/** Registers that are silent on a day, by name. @param today its day number */
export function silentOn(deliveries: Deliveries, today: number): Silent[] {
  return [...deliveries]
    .filter(([, day]) => today - day > SILENT_AFTER)
    .map(([register, day]) => ({ register, day }))
    .sort((a, b) => (a.register < b.register ? -1 : 1))
}

/** Day of the last delivery of each register, after which a reader was told that it is silent. */
export type ToldSilent = { readonly [register: string]: number }

/** Those of which a reader was not told since they last spoke. */
export function untold(silent: readonly Silent[], told: ToldSilent): Silent[] {
  return silent.filter(({ register, day }) => !Object.hasOwn(told, register) || (told[register] ?? 0) < day)
}

/** Text by which two looks at what is silent are the same; empty where nothing is. */
export function silenceMark(silent: readonly Silent[]): string {
  return silent.map(({ register, day }) => `${register}@${day}`).join(' ')
}
