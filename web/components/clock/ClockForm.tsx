/** A plain GET form: works without JavaScript, and what it computes has an address. */
import { limitWords } from '../../../worker/domain/clock/lines.ts'
import { clockUnits } from '../../../worker/domain/clock/profile.ts'
import type { ClockProfileView } from '../../../worker/domain/clock/view.ts'
import { at } from '../../address.ts'
import { useFrame } from '../../frame.ts'
import { dayOr } from '../../text/dates.ts'
import { fill } from '../../words/words.ts'
import type { AskedFields, ClocksData } from './asked.ts'

type Form = Pick<ClocksData, 'profiles' | 'asked' | 'problem'>

/** The newest version of each clock that is computed; one whose last day the matter names is not. */
export function computed(profiles: readonly ClockProfileView[]): ClockProfileView[] {
  return [...new Map(profiles.filter(({ limit }) => limit !== null).map((one) => [one.id, one])).values()]
}

/**
 * Form of a deadline: a profile, a start, and the fields that the profile has beside it, each with its fault.
 */
export function ClockForm({ profiles, asked, problem }: Form) {
  const { lang, words, path } = useFrame()
  const { clocks } = words
  const all = computed(profiles)
  const chosen = profiles.findLast(({ id }) => id === asked.profile)
  const more = [
    'from1',
    'to1',
    'from2',
    'to2',
    'restart',
    'extension',
    'extendedOn',
    'ended',
    'asOf',
  ] as const
  const isOpen = more.some((name) => asked[name] !== null)
  return (
    <section aria-labelledby="compute">
      <h2 id="compute">{clocks.form}</h2>
      {problem !== null && (
        <p class="notice" role="alert" id="problem">
          {fill(clocks.problem, { words: problem.words[lang] })}
        </p>
      )}
      <form class="clock-form" method="get" action={`${at(lang, path)}#compute`}>
        <p class="wide">
          <label for="profile">{clocks.profile}</label>
          <select id="profile" name="profile">
            {all.map(({ id, names, unit, limit }) => (
              <option key={id} value={id} selected={id === asked.profile}>
                {names[lang]} · {limitWords({ unit }, limit ?? 0)[lang]}
              </option>
            ))}
            {chosen?.limit === null && (
              <option value={chosen.id} selected>
                {chosen.names[lang]}
              </option>
            )}
          </select>
        </p>
        <Day name="start" label={clocks.start} hint={clocks.startHint} asked={asked} problem={problem} />
        {chosen?.limit === null && <Day name="due" label={clocks.due} asked={asked} problem={problem} />}
        <details class="wide" open={isOpen}>
          <summary>{clocks.more}</summary>
          <More chosen={chosen} asked={asked} problem={problem} />
        </details>
        <p class="wide">
          <button type="submit">{clocks.submit}</button>
        </p>
      </form>
    </section>
  )
}

type Part = Pick<Form, 'asked' | 'problem'>

/** Fields of a clock beside its start, as far as the chosen one has them. */
function More({ chosen, asked, problem }: Part & { chosen: ClockProfileView | undefined }) {
  const { lang, words } = useFrame()
  const { clocks } = words
  const { pauses = [], restart = null, extension = null } = chosen ?? {}
  const part = { asked, problem }
  return (
    <div class="clock-form">
      {pauses.length > 0 && (
        <>
          <Pause n={1} {...part} />
          <Pause n={2} {...part} />
        </>
      )}
      {pauses.length > 1 && (
        <p class="wide">
          <label for="ground">{clocks.ground}</label>
          <select id="ground" name="ground">
            {pauses.map(({ code, words: ground }) => (
              <option key={code} value={code} selected={code === asked.ground}>
                {ground[lang]}
              </option>
            ))}
          </select>
        </p>
      )}
      {restart !== null && <Day name="restart" label={clocks.restart} {...part} />}
      {chosen !== undefined && extension !== null && (
        <>
          <Extension most={extension.most} unit={clockUnits[chosen.unit][lang]} {...part} />
          <Day name="extendedOn" label={clocks.extendedOn} {...part} />
        </>
      )}
      <Day name="ended" label={clocks.ended} {...part} />
      <Day name="asOf" label={clocks.asOf} {...part} />
    </div>
  )
}

function Pause({ n, ...part }: Part & { n: 1 | 2 }) {
  const { words } = useFrame()
  return (
    <fieldset>
      <legend>{fill(words.clocks.pause, { n })}</legend>
      <Day name={`from${n}`} label={words.clocks.pauseFrom} {...part} />
      <Day name={`to${n}`} label={words.clocks.pauseTo} {...part} />
    </fieldset>
  )
}

function Extension({ most, unit, asked, problem }: Part & { most: number | null; unit: string }) {
  const { words } = useFrame()
  return (
    <p>
      <label for="extension">{fill(words.clocks.extension, { unit, most: most ?? '' })}</label>
      <input
        id="extension"
        name="extension"
        inputMode="numeric"
        defaultValue={asked.extension ?? ''}
        {...wrong('extension', problem)}
      />
    </p>
  )
}

/** A field that a problem is about points to its words. */
function wrong(name: string, problem: Form['problem']) {
  const field = problem?.field === 'pauses' ? 'from1' : problem?.field
  return field === name ? ({ 'aria-invalid': true, 'aria-describedby': 'problem' } as const) : {}
}

function Day({
  name,
  label,
  hint,
  asked,
  problem,
}: Part & { name: keyof AskedFields; label: string; hint?: string }) {
  return (
    <p>
      <label for={name}>{label}</label>
      <input id={name} name={name} type="date" defaultValue={dayOr(asked[name])} {...wrong(name, problem)} />
      {hint !== undefined && <small class="hint">{hint}</small>}
    </p>
  )
}
