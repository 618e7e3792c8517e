/** 来源静默: registers of which nothing has come for long. Whoever follows one is told that, and does not blame this site. */
import { isDate } from '../../ledger/when.ts'
import { dayNumber, earliest } from '../record/date.ts'
import type { Deliveries } from '../record/entered/judged.ts'

/** Days after the last delivery of a register within which the next is never expected, however short its pauses were. */
export const SILENT_AFTER = 14

/**
 * Longest pause that a register has kept between two of its deliveries, in days, by its name. One that was delivered once
 * is not among them: nobody knows that it comes again.
 */
export type Rhythms = ReadonlyMap<string, number>

/**
 * A register that is silent, with the day number of its last delivery, and of the day by which the next was expected; null
 * of one that came once, of which nobody knows that it comes again.
 */
export interface Silent {
  register: string
  day: number
  expected: number | null
}

/** The pauses that registers have kept. @param names of all deliveries, as `uk-gmpp@2021-03-31` */
export function rhythmsOf(names: readonly string[]): Rhythms {
  const days = new Map<string, number[]>()
  for (const name of names) {
    const cut = name.lastIndexOf('@')
    const [register, asOf] = [name.slice(0, cut), name.slice(cut + 1)]
    if (isDate(asOf)) days.set(register, [...(days.get(register) ?? []), dayNumber(earliest(asOf))])
  }
  return new Map(
    [...days].flatMap(([register, all]): [string, number][] => {
      const sorted = all.toSorted((a, b) => a - b)
      const longest = sorted.reduce((most, day, i) => Math.max(most, day - (sorted[i - 1] ?? day)), 0)
      return longest === 0 ? [] : [[register, longest]]
    }),
  )
}

/** The day number by which the next delivery of a register is expected: as long after the last as its longest pause yet. */
export function expectedBy(day: number, rhythm: number): number {
  return day + Math.max(SILENT_AFTER, rhythm)
}

/** Registers that are silent on a day, by name. @param today its day number */
export function silentOn(deliveries: Deliveries, today: number, rhythms: Rhythms): Silent[] {
  return [...deliveries]
    .map(([register, day]) => {
      const rhythm = rhythms.get(register)
      return { register, day, expected: rhythm === undefined ? null : expectedBy(day, rhythm) }
    })
    .filter(({ day, expected }) => today > (expected ?? day + SILENT_AFTER))
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
