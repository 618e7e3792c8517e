/** Substance of a responsibility: the power, its legal basis, the duties, and when someone answers for it. */
import { useFrame } from '../../frame.ts'
import { label } from '../../labels.ts'
import { keyed } from '../../text/keyed.ts'
import type { ResponsibilityState } from '../../types.ts'
import { count, type Words } from '../../words/words.ts'
import { LongText } from '../record/Prose.tsx'
import { Bases } from './Bases.tsx'
import { Duties, Points } from './Duties.tsx'

/** Sections in reading order, for the list of contents. */
export function powerSections(state: ResponsibilityState, words: Words): { id: string; name: string }[] {
  const { responsibility } = words
  return [
    ...(hasPower(state) ? [{ id: 'power', name: responsibility.power }] : []),
    { id: 'basis', name: responsibility.basis },
    { id: 'duties', name: responsibility.duties },
    { id: 'accountability', name: responsibility.accountability },
    ...(state.riskPoints.length > 0 ? [{ id: 'risks', name: responsibility.risks }] : []),
  ]
}

function hasPower({ scope, description }: ResponsibilityState): boolean {
  return scope !== null || description !== null
}

/** Sections on the reach, basis, duties, accountability and risks of a power. */
export function Power({ state }: { state: ResponsibilityState }) {
  return (
    <>
      <Reach state={state} />
      <Basis state={state} />
      <Duty state={state} />
      <Accountability state={state} />
      <Risks state={state} />
    </>
  )
}

interface Props {
  state: ResponsibilityState
}

function Reach({ state }: Props) {
  const { words } = useFrame()
  if (!hasPower(state)) return null
  return (
    <section aria-labelledby="power">
      <h2 id="power">{words.responsibility.power}</h2>
      {state.scope !== null && (
        <>
          <h3 class="sub">{words.responsibility.scope}</h3>
          <LongText text={state.scope} fold={480} />
        </>
      )}
      {state.description !== null && (
        <>
          <h3 class="sub">{words.responsibility.duty}</h3>
          <LongText text={state.description} fold={480} />
        </>
      )}
    </section>
  )
}

function Basis({ state }: Props) {
  const { words } = useFrame()
  const { legalBases } = state
  return (
    <section aria-labelledby="basis">
      <h2 id="basis">{words.responsibility.basis}</h2>
      {legalBases.length === 0 ? (
        <p class="hint">{words.responsibility.noBasis}</p>
      ) : (
        <>
          <p class="hint">{count(words.responsibility.basisHint, legalBases.length)}</p>
          <Bases bases={legalBases} />
        </>
      )}
    </section>
  )
}

function Duty({ state }: Props) {
  const { words } = useFrame()
  return (
    <section aria-labelledby="duties">
      <h2 id="duties">{words.responsibility.duties}</h2>
      {state.duties.length === 0 ? (
        <p class="hint">{words.responsibility.noDuties}</p>
      ) : (
        <Duties duties={state.duties} />
      )}
      {state.dutyBases.length > 0 && (
        <>
          <h3 class="sub">{words.responsibility.dutyBases}</h3>
          <Bases bases={state.dutyBases} />
        </>
      )}
    </section>
  )
}

function Accountability({ state }: Props) {
  const { words } = useFrame()
  const { accountableRoles, accountabilityCases, exemptionCases } = state
  const nothing = accountableRoles.length + accountabilityCases.length + exemptionCases.length === 0
  return (
    <section aria-labelledby="accountability">
      <h2 id="accountability">{words.responsibility.accountability}</h2>
      {nothing && <p class="hint">{words.responsibility.noAccountability}</p>}
      {accountableRoles.length > 0 && (
        <>
          <h3 class="sub">{words.responsibility.roles}</h3>
          <ul class="inline-list">
            {keyed(accountableRoles).map(({ key, text }) => (
              <li key={key}>{text}</li>
            ))}
          </ul>
        </>
      )}
      {accountabilityCases.length > 0 && (
        <>
          <h3 class="sub">{words.responsibility.cases}</h3>
          <Points texts={accountabilityCases} />
        </>
      )}
      {exemptionCases.length > 0 && (
        <>
          <h3 class="sub">{words.responsibility.exemptions}</h3>
          <Points texts={exemptionCases} />
        </>
      )}
    </section>
  )
}

function Risks({ state }: Props) {
  const { lang, words } = useFrame()
  if (state.riskPoints.length === 0) return null
  return (
    <section aria-labelledby="risks">
      <h2 id="risks">{words.responsibility.risks}</h2>
      <table>
        <caption class="vh">{words.responsibility.risks}</caption>
        <thead>
          <tr>
            <th scope="col">{words.responsibility.riskStep}</th>
            <th scope="col">{words.responsibility.riskLevel}</th>
            <th scope="col">{words.responsibility.riskControl}</th>
          </tr>
        </thead>
        <tbody>
          {state.riskPoints.map(({ step, level, control }) => (
            <tr key={`${step}${level}${control}`}>
              <td>{step ?? words.responsibility.notStated}</td>
              <td>{label(lang, 'risk', level)}</td>
              <td>{control ?? words.responsibility.notStated}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
