/** 期限规则: one clock as versioned data. A matter keeps the version in force on the day on which its clock began. */
import type { Citation } from '../law/laws.ts'
import { of, type Words } from '../record/problem.ts'

/** Units in which a limit is counted: 工作日, 日, 个月. */
export const clockUnits = {
  working: of('个工作日', 'working days'),
  calendar: of('日', 'calendar days'),
  month: of('个月', 'months'),
} as const satisfies Record<string, Words>

export type ClockUnit = keyof typeof clockUnits

/** Origins of a limit. */
export const clockOrigins = {
  statute: of('法规规定', 'set by law or regulation'),
  promise: of('本平台的承诺，不是法定期限', 'a promise of this platform, not set by law'),
  local: of('本地规定', 'set by local rules'),
  named: of('个案中定下的日子', 'a day named in the matter itself'),
} as const satisfies Record<string, Words>

export type ClockOrigin = keyof typeof clockOrigins

/** A ground on which days are not counted, as the time that a third party takes to answer. */
export interface PauseGround {
  code: string
  words: Words
  basis: Citation
  /** Working days after which it is over, whether or not anybody ended it; left out where the law sets none. */
  most?: number | undefined
}

/** The ground of a pause, which is the first where none is named; undefined for one that the clock does not know. */
export function groundOf(
  { code }: { code?: string | undefined },
  { pauses }: Pick<ClockProfile, 'pauses'>,
): PauseGround | undefined {
  return code === undefined ? pauses[0] : pauses.find((one) => one.code === code)
}

/** A ground on which the count begins again, as the day on which what was missing arrives. */
export interface RestartGround {
  words: Words
  basis: Citation
}

/** More time: of how many units at most (null where the law names no number), and how often. */
export interface ExtensionRule {
  most: number | null
  times: number
  words: Words
  basis: Citation
}

export interface ClockProfile {
  /** As `ogi` or `xf.settle`. */
  id: string
  /** First and last day (`YYYY-MM-DD`) on which a clock may begin by this version; null where there is none. */
  from: string | null
  to: string | null
  names: Words
  /** The event with which it begins, in words. */
  starts: Words
  unit: ClockUnit
  /** Units from the start; null where the last day is named in the matter itself. */
  limit: number | null
  /** `before` counts back from its start, as papers that must be there so many days before a hearing. */
  counts: 'after' | 'before'
  /** `earliest`: something may not end before that day, as a consultation that lasts so many days at least. */
  bound: 'latest' | 'earliest'
  pauses: readonly PauseGround[]
  restart: RestartGround | null
  extension: ExtensionRule | null
  /** Fate of a last day that is not worked: it stays, or moves on to the next working day. */
  roll: 'none' | 'next_working_day'
  basis: Citation
  origin: ClockOrigin
  /** Address of the text, https; null where this ledger knows none. */
  link: string | null
  note: Words | null
}

type Given = Pick<ClockProfile, 'id' | 'names' | 'starts' | 'unit' | 'limit' | 'basis' | 'origin'>

/** A profile from its particulars: without more said it runs forward, to a last day, without pause or extension. */
export function clockProfile(given: Given & Partial<ClockProfile>): ClockProfile {
  return {
    from: null,
    to: null,
    counts: 'after',
    bound: 'latest',
    pauses: [],
    restart: null,
    extension: null,
    roll: 'none',
    link: null,
    note: null,
    ...given,
  }
}
