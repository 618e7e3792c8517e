/** One deadline on the page of a record: what is due, by when, how it stands, who set it, and how the day was counted. */
import type { Clock } from '../../../worker/domain/clock/clock.ts'
import { type ClockProfile, clockOrigins } from '../../../worker/domain/clock/profile.ts'
import { dayWords, standWords } from '../../../worker/domain/clock/stand.ts'
import type { ClockState } from '../../../worker/domain/clock/state.ts'
import { useFrame } from '../../frame.ts'
import { ClockLines } from './ClockLines.tsx'

/** A clock with its profile, as a loader hands it to a page. */
export interface ShownClock {
  profile: Pick<ClockProfile, 'names' | 'unit' | 'bound' | 'origin'>
  clock: Clock
}

const LATE: ReadonlySet<ClockState> = new Set(['overdue', 'long_overdue', 'late', 'dropped_late', 'short'])

/** Lines of one deadline: its name, its day, its standing, and the count of its days. */
export function ClockNote({ profile, clock }: ShownClock) {
  const { lang, words } = useFrame()
  const stands = standWords(clock, profile)[lang]
  return (
    <div class="clock-note">
      <p class="dot">
        <span>{profile.names[lang]}</span>
        {clock.due !== null && <b>{dayWords(clock, profile)[lang]}</b>}
        {LATE.has(clock.state) && profile.origin !== 'promise' ? (
          <strong class="late">{stands}</strong>
        ) : (
          <span>{stands}</span>
        )}
        {profile.origin === 'promise' && <span class="hint">{clockOrigins.promise[lang]}</span>}
      </p>
      <ClockLines lines={clock.lines} lang={lang} words={words} />
    </div>
  )
}
