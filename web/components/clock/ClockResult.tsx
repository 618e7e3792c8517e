/** Result of a time limit: the last day, its standing, its grounds, and every day on the way. */
import { lackWords, limitWords } from '../../../worker/domain/clock/lines.ts'
import { clockOrigins } from '../../../worker/domain/clock/profile.ts'
import { dayWords, standWords } from '../../../worker/domain/clock/stand.ts'
import { at, withQuery } from '../../address.ts'
import { useFrame } from '../../frame.ts'
import { fill } from '../../words/words.ts'
import { Weekday } from '../chart/MonthGrid.tsx'
import type { AskedFields, ClockAnswer } from './asked.ts'
import { ClockTable } from './ClockLines.tsx'

/** Section on a computed clock; it says why, where no last day can be told. */
export function ClockResult({
  profile,
  clock,
  asOf,
  calendar,
  rests,
  asked,
}: ClockAnswer & { asked: AskedFields }) {
  const { lang, words, path } = useFrame()
  const { clocks } = words
  const counted = clock.lines.filter(({ kind }) => kind === 'count' || kind === 'make_up').length
  const passed = clock.lines.filter(({ kind }) => kind === 'holiday' || kind === 'pause').length
  const limit = clock.limit === null ? null : limitWords(profile, clock.limit)[lang]
  const facts: [string, string | null][] = [
    [
      clocks.limit,
      limit === null
        ? clocks.named
        : clock.limit === profile.limit
          ? limit
          : fill(clocks.limitExtended, { limit }),
    ],
    [clocks.starts, profile.starts[lang]],
    [clocks.origin, clockOrigins[profile.origin][lang]],
    [clocks.calendar, calendar],
    [clocks.note, profile.note?.[lang] ?? null],
  ]
  return (
    <section class="clock-result" aria-labelledby="result">
      <h2 id="result">{clock.due === null ? clocks.noDay : clocks.result}</h2>
      <p class="clock-result__day">
        {profile.names[lang]}{' '}
        <strong>
          {clock.due === null ? lackWords[clock.lacks ?? 'not_named'][lang] : dayWords(clock, profile)[lang]}
        </strong>{' '}
        {clock.due !== null && <Weekday day={clock.due} />}
      </p>
      {clock.due !== null && (
        <p>
          {fill(clocks.onDay, { day: asOf })} · {standWords(clock, profile)[lang]}
        </p>
      )}
      {rests && <p class="hint">{clocks.roll}</p>}
      <dl class="facts facts--wide">
        <div>
          <dt>{clocks.basis}</dt>
          <dd>
            {profile.link === null ? (
              profile.basis.words[lang]
            ) : (
              <a href={profile.link}>{profile.basis.words[lang]}</a>
            )}
          </dd>
        </div>
        {facts.map(([name, value]) =>
          value === null ? null : (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ),
        )}
      </dl>
      <h3>{clocks.days}</h3>
      <p class="hint">
        {fill(clocks.counted, { counted, passed })}{' '}
        <a href={withQuery(at(lang, path), asked)}>{clocks.share}</a>
      </p>
      <ClockTable lines={clock.lines} lang={lang} words={words} />
    </section>
  )
}
