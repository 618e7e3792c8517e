/** One step of the procedure: its type first, then only the fields that such a step has. */
import type { Specs } from '../../../worker/domain/record/shape.ts'
import { label as labelOf } from '../../labels.ts'
import type { DecisionState, Step } from '../../types.ts'
import { useDesk } from '../frame/desk.ts'
import { Changes } from './Changes.tsx'
import { Box, useControl } from './fields/Box.tsx'
import { Field } from './fields/Field.tsx'
import { membersOf } from './fields/Rows.tsx'
import { type Fields, fieldsIn, listIn, textIn, withField } from './fields/value.ts'
import { stepFieldsOf } from './forms.ts'

/** Asked only where another answer calls for it. */
const WHEN: { readonly [field: string]: (step: Fields) => boolean } = {
  waivedReason: ({ outcome }) => outcome === 'waived' || outcome === 'not_applicable',
}

/** Lists that have the members of the attendance. */
const OF_MEMBERS = ['opinions', 'ballots']

/** Controls for one step of a decision: the fields of its type alone, as the domain lists them. */
export function StepForm({
  specs,
  verb,
  decision,
  step,
  onChange,
}: {
  specs: Specs
  verb: string
  decision: DecisionState
  step: Fields
  onChange(step: Fields): void
}) {
  const { lang, words } = useDesk()
  const typeControl = useControl('step/type')
  const idControl = useControl('step/id')
  const known = decision.steps.filter(
    ({ concludedAt }) => verb === 'correct-step' || concludedAt === undefined,
  )
  const current = decision.steps.find(({ id }) => id === step.id)
  const type = current?.type ?? step.type
  const nameOf = ({ id, type: of, title }: Step): string =>
    [id, of === undefined ? null : labelOf(lang, 'step', of), title].filter((one) => one).join(' · ')
  const names = stepFieldsOf(type, verb).filter((name) => WHEN[name]?.({ ...current, ...step }) ?? true)
  const members = membersOf(step.attendance)
  return (
    <>
      {verb !== 'start-step' && known.length > 0 && (
        <Box label={words.form.whichStep} path="step/id">
          <select
            {...idControl}
            value={textIn(step.id)}
            onChange={({ currentTarget }) =>
              onChange(currentTarget.value === '' ? {} : { id: currentTarget.value })
            }
          >
            <option value="">{verb === 'correct-step' ? words.form.choose : words.form.newStep}</option>
            {known.map((one) => (
              <option key={one.id} value={one.id}>
                {nameOf(one)}
              </option>
            ))}
          </select>
        </Box>
      )}
      {current === undefined && verb !== 'correct-step' && (
        <Box label={words.form.stepType} path="step/type">
          <select
            {...typeControl}
            value={textIn(step.type)}
            onChange={({ currentTarget }) => onChange(keepCommon(step, currentTarget.value))}
          >
            <option value="">{words.form.choose}</option>
            {typesOf(specs).map((one) => (
              <option key={one} value={one}>
                {labelOf(lang, 'step', one)}
              </option>
            ))}
          </select>
        </Box>
      )}
      {current !== undefined && verb === 'correct-step' ? (
        <Changes
          specs={specs}
          names={names}
          base={fieldsIn(JSON.parse(JSON.stringify(current)))}
          value={step}
          path="step"
          scope="step"
          onChange={(changes) => onChange({ ...changes, id: current.id ?? '' })}
        />
      ) : (
        names.map((name) => {
          const spec = specs[name]
          if (spec === undefined) return null
          const offersMembers =
            OF_MEMBERS.includes(name) && members.length > 0 && listIn(step[name]).length === 0
          return (
            <div key={name}>
              <Field
                spec={spec}
                name={name}
                path={`step/${name}`}
                scope="step"
                value={step[name]}
                onChange={(value) => onChange(withField(step, name, value))}
              />
              {offersMembers && (
                <button
                  type="button"
                  onClick={() => onChange({ ...step, [name]: members.map((member) => ({ member })) })}
                >
                  {words.form.fromAttendance}
                </button>
              )}
            </div>
          )
        })
      )}
    </>
  )
}

function typesOf({ type }: Specs): readonly string[] {
  return type?.is === 'code' ? type.codes : []
}

/** Another type keeps what both have. */
function keepCommon(step: Fields, type: string): Fields {
  if (type === '') return {}
  const names = new Set(stepFieldsOf(type, 'conclude-step'))
  const kept = Object.entries(step).filter(([name]) => names.has(name))
  return { ...Object.fromEntries(kept), type }
}
